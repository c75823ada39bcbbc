using System.Text.Json.Serialization;

namespace Ecluse.Relational;

/// <summary>What gates write as JSON of their own, made when the program is built: compiled to machine code there is no reflection.</summary>
[JsonSerializable(typeof(PassageTable.Outcome))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class GateJson : JsonSerializerContext;
