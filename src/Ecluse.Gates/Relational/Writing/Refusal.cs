namespace Ecluse.Relational.Writing;

/// <summary>Why the target cannot take a record: code, type, table and column; never a value.</summary>
internal sealed record Refusal(string Code, string Type, string? Table, string? Column)
{
    public const string Unique = "REJECT-UNIQUE";
    public const string Length = "REJECT-LENGTH";
    public const string Required = "REJECT-REQUIRED";
    public const string Reference = "REJECT-REFERENCE";
    public const string Check = "REJECT-CHECK";
    public const string TypeOf = "REJECT-TYPE";
    public const string Conflict = "REJECT-CONFLICT";
    public const string Other = "REJECT-OTHER";
}
