using Ecluse.Testkit;

namespace Ecluse.Durability;

public sealed class NewNameTests
{
    [Fact]
    public void Of_many_at_once_one_gets_the_name_and_the_others_keep_their_file()
    {
        using var folder = new TestFolder();
        for (var round = 0; round < 200; round++)
        {
            var name = folder.Of($"name-{round}");
            var files = Enumerable.Range(0, 4).Select(one => folder.Of($"{round}-{one}")).ToList();
            files.ForEach(file => File.WriteAllText(file, file));
            using var start = new Barrier(files.Count);
            var given = new bool[files.Count];
            var threads = files.Select((file, one) => new Thread(() =>
            {
                start.SignalAndWait();
                given[one] = NewName.Give(file, name);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            var winner = Assert.Single(files, file => given[files.IndexOf(file)]);
            Assert.Equal(winner, File.ReadAllText(name));
            Assert.Equal(files.Where(file => file != winner), files.Where(File.Exists));
        }
    }

    [Fact]
    public void What_stands_under_a_name_stays_there()
    {
        using var folder = new TestFolder();
        var (file, name) = (folder.Of("new"), folder.Of("old"));
        File.WriteAllText(file, "new");
        File.WriteAllText(name, "old");
        Assert.False(NewName.Give(file, name));
        Assert.Equal(("new", "old"), (File.ReadAllText(file), File.ReadAllText(name)));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.Equal(2, Assert.Throws<IOException>(() => NewName.Give("/nowhere-at-all/a", "/nowhere-at-all/b")).HResult);
}
