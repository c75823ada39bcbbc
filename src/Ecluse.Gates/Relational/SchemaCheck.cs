using System.Security.Cryptography;
using System.Text;
using Ecluse.Profiles;

namespace Ecluse.Relational;

/// <summary>Compares the profile's tables with the database's, and hashes what the database has.</summary>
internal static class SchemaCheck
{
    /// <summary>Refuses a profile that names what the database has not, or that is made for another engine.</summary>
    public static void Run(Profile profile, IEngine engine)
    {
        if (profile.Engines.Count > 0 && !profile.Engines.Contains(engine.Name))
        {
            throw RelationalErrors.WrongEngine(profile.Name, engine.Name);
        }

        foreach (var table in profile.Tables.Values)
        {
            var columns = engine.ColumnsOf(table.Name).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            if (table.Columns.Keys.FirstOrDefault(name => !columns.Contains(name)) is { } missing)
            {
                throw RelationalErrors.NoColumn(profile.Name, table.Name, missing);
            }
        }
    }

    /// <summary>SHA-256 over names, types and nullability of every column of every table of the profile.</summary>
    public static string Hash(Profile profile, IEngine engine)
    {
        var text = new StringBuilder();
        foreach (var table in profile.Tables.Keys.Order(StringComparer.Ordinal))
        {
            foreach (var column in engine.ColumnsOf(table))
            {
                text.Append(table).Append('\t').Append(column.Name).Append('\t').Append(column.Type).Append('\t')
                    .Append(column.Nullable ? "null" : "not null").Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
