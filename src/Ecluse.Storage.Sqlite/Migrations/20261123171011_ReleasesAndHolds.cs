using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class ReleasesAndHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "held_until_ms",
                table: "warning",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "held_until_ms",
                table: "breach",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "warning_release",
                columns: table => new
                {
                    warning = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    copy = table.Column<int>(type: "INTEGER", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: true),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    registered_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_release", x => new { x.warning, x.number, x.copy });
                });

            migrationBuilder.CreateIndex(
                name: "warning_release_by_controller",
                table: "warning_release",
                column: "controller");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "warning_release");

            migrationBuilder.DropColumn(
                name: "held_until_ms",
                table: "warning");

            migrationBuilder.DropColumn(
                name: "held_until_ms",
                table: "breach");
        }
    }
}
