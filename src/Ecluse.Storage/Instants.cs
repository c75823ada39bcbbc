using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage;

/// <summary>How instants are kept: UTC milliseconds since 1970, because SQLite cannot order by DateTimeOffset.</summary>
internal static class Instants
{
    public static PropertyBuilder<DateTimeOffset> AsMilliseconds(this PropertyBuilder<DateTimeOffset> property) =>
        property.HasConversion(at => at.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

    public static PropertyBuilder<DateTimeOffset?> AsMilliseconds(this PropertyBuilder<DateTimeOffset?> property) =>
        property.HasConversion<long?>(
            at => at == null ? null : at.Value.ToUnixTimeMilliseconds(),
            ms => ms == null ? null : DateTimeOffset.FromUnixTimeMilliseconds(ms.Value));
}
