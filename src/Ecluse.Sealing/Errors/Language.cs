namespace Ecluse.Errors;

/// <summary>The languages in which Écluse speaks.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>French.</summary>
    French,
}
