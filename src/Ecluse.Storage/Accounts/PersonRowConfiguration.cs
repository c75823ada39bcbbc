using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Accounts;

/// <summary>Table <c>person</c>.</summary>
internal sealed class PersonRowConfiguration : IEntityTypeConfiguration<PersonRow>
{
    public void Configure(EntityTypeBuilder<PersonRow> builder)
    {
        builder.ToTable("person");
        builder.HasKey(person => person.Id);
        builder.Property(person => person.Id).HasColumnName("id");
        builder.Property(person => person.Name).HasColumnName("name");
        builder.Property(person => person.Organisation).HasColumnName("organisation");
        builder.Property(person => person.Controller).HasColumnName("controller");
        builder.Property(person => person.Role).HasColumnName("role");
        builder.Property(person => person.SystemAccount).HasColumnName("system_account");

        // One account of the system is one person: a shared account has no name to sign an act with.
        builder.HasIndex(person => person.SystemAccount).IsUnique().HasDatabaseName("person_by_system_account");
    }
}
