namespace Ecluse.Pages.Tests.Gallery;

public sealed class GalleryTests
{
    [Fact]
    public void Every_page_is_written_where_ECLUSE_GALLERY_says_so_that_one_can_look()
    {
        if (Environment.GetEnvironmentVariable("ECLUSE_GALLERY") is not { Length: > 0 } folder)
        {
            Assert.Skip("ECLUSE_GALLERY names no folder");
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (var (file, _, html) in GalleryPages.All())
        {
            File.WriteAllText(Path.Combine(folder, file), html);
        }
    }
}
