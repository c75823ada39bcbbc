namespace Ecluse.Cli.Remote;

/// <summary>What is sent into a space, from any offset that the server says on.</summary>
internal interface ISentBytes : IDisposable
{
    /// <summary>Bytes as they are sent.</summary>
    long Length { get; }

    /// <summary>The name, or a handle that says nothing of it.</summary>
    string Name { get; }

    /// <summary>Whether each request carries one whole age file.</summary>
    bool IsSegmented { get; }

    /// <summary>What one request carries, beginning at an offset of an object.</summary>
    /// <exception cref="Errors.EcluseException"><c>REMOTE-011</c>: the file is another one than at the beginning.</exception>
    byte[] From(string id, long offset);
}
