using Ecluse.Testkit;

namespace Ecluse.Pages.Tests.Gallery;

public sealed class GalleryTests
{
    [Fact]
    public void Every_page_is_written_for_people_to_look_at_where_ECLUSE_GALLERY_says()
    {
        using var throwAway = new TestFolder();
        var folder = Environment.GetEnvironmentVariable("ECLUSE_GALLERY") is { Length: > 0 } named ? named : throwAway.Path;
        Directory.CreateDirectory(folder);
        foreach (var (file, _, html) in GalleryPages.All())
        {
            File.WriteAllText(Path.Combine(folder, file), html);
        }

        Assert.All(GalleryPages.All(), page => Assert.True(new FileInfo(Path.Combine(folder, page.File)).Length > 20_000));
    }
}
