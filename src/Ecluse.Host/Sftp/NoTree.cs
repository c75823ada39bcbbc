namespace Ecluse.Host.Sftp;

/// <summary>Nothing at all, for somebody who is refused.</summary>
internal sealed class NoTree : ISftpTree
{
    public static readonly NoTree Only = new();

    public IReadOnlyList<SftpEntry>? List(SftpPath path) => null;

    public SftpEntry? Find(SftpPath path) => null;

    public ISftpUpload Write(SftpPath path, OpenFlags how) => throw SftpErrors.NothingThere();

    public ISftpSegment Read(SftpPath path) => throw SftpErrors.NothingThere();

    public void Rename(SftpPath from, SftpPath to) => throw SftpErrors.NothingThere();

    public void Remove(SftpPath path) => throw SftpErrors.NothingThere();
}
