using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class ProvidersAndCertificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "until",
                table: "ssh_key",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "within",
                table: "ssh_key",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "provider_link",
                columns: table => new
                {
                    subject_sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    provider = table.Column<string>(type: "TEXT", nullable: false),
                    linked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    unlinked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_link", x => x.subject_sha256);
                    table.ForeignKey(
                        name: "FK_provider_link_account_person",
                        column: x => x.person,
                        principalTable: "account",
                        principalColumn: "person",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "provider_link_by_person",
                table: "provider_link",
                column: "person");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "provider_link");

            migrationBuilder.DropColumn(
                name: "until",
                table: "ssh_key");

            migrationBuilder.DropColumn(
                name: "within",
                table: "ssh_key");
        }
    }
}
