namespace Ecluse.Samples.Servers;

/// <summary>A throw-away database server could not be made, or did not start.</summary>
/// <param name="message">Which step failed, and the last words of the program: no patient's, because there is no data yet.</param>
/// <param name="cause">What the last attempt to reach it met, or null.</param>
public sealed class SampleServerException(string message, Exception? cause = null) : Exception(message, cause);
