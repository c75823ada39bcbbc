namespace Ecluse.Erasure;

/// <summary>Removes a folder that may lie beside depot and keys, and looks again (rule 8).</summary>
public static class FolderRemoval
{
    /// <summary>Removes it where it is.</summary>
    /// <param name="path">Path of the folder.</param>
    /// <param name="place">How the certificate calls it, relative to the data folder.</param>
    /// <returns>The place.</returns>
    /// <exception cref="Errors.EcluseException"><c>ERASE-003</c>: it is still there.</exception>
    public static string Run(string path, string place)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing lay there.
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw EraseErrors.StillThere(place);
        }

        return Directory.Exists(path) ? throw EraseErrors.StillThere(place) : place;
    }
}
