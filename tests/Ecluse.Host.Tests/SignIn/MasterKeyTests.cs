using Ecluse.Host.Composition;
using Ecluse.Testkit;

namespace Ecluse.Host.SignIn;

public sealed class MasterKeyTests
{
    [Fact]
    public async Task Of_many_that_need_it_first_at_once_all_use_the_same()
    {
        for (var round = 0; round < 20; round++)
        {
            using var folder = new TestFolder();
            using var start = new Barrier(4);
            var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    var key = new MasterKey(folder.Of("config", "master.key"), folder.Of("data"));
                    start.SignalAndWait(TestContext.Current.CancellationToken);
                    return Convert.ToHexString(key.Derive("a purpose"));
                },
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            Assert.Single(keys.Distinct());
            Assert.Equal([folder.Of("config", "master.key")], Directory.GetFiles(folder.Of("config")));
        }
    }
}
