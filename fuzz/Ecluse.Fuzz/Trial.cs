using Ecluse.Errors;

namespace Ecluse.Fuzz;

/// <summary>Gives an input to a target and judges what came out.</summary>
internal static class Trial
{
    /// <summary>Tries one input.</summary>
    /// <returns>Whether the target took it; false when it was refused by one of our errors.</returns>
    /// <exception cref="FindingException">Something that must not happen.</exception>
    public static bool Run(FuzzTarget target, byte[] input)
    {
        var bytes = input.Length > target.LengthMax ? input[..target.LengthMax] : input;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var taken = true;
        try
        {
            target.Try(bytes);
        }
        catch (EcluseException refused)
        {
            taken = false;
            if (refused.Code.Length == 0 || refused.Problem.English.Length == 0 || refused.Problem.French.Length == 0)
            {
                throw new FindingException($"{target.Name}: an error without code or words", refused);
            }
        }
        catch (FindingException)
        {
            throw;
        }
        catch (Exception other)
        {
            throw new FindingException($"{target.Name}: {other.GetType().Name} came out", other);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated <= target.AllocatedMax
            ? taken
            : throw new FindingException($"{target.Name}: {bytes.Length} bytes made it allocate {allocated >> 20} MiB");
    }
}
