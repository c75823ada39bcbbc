using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class Breaches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "breach",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    origin_id = table.Column<string>(type: "TEXT", nullable: true),
                    received_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_by = table.Column<string>(type: "TEXT", nullable: false),
                    places = table.Column<string>(type: "TEXT", nullable: false),
                    from_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    until_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    duties = table.Column<string>(type: "TEXT", nullable: false),
                    entry = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breach", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "breach_entry",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    breach = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    item = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    knowledge = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    learnt_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    entered_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    by_person = table.Column<string>(type: "TEXT", nullable: false),
                    entry = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breach_entry", x => x.id);
                    table.ForeignKey(
                        name: "FK_breach_entry_breach_breach",
                        column: x => x.breach,
                        principalTable: "breach",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "breach_part",
                columns: table => new
                {
                    breach = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: false),
                    contract = table.Column<string>(type: "TEXT", nullable: true),
                    notice_hours = table.Column<int>(type: "INTEGER", nullable: true),
                    holdings = table.Column<string>(type: "TEXT", nullable: false),
                    is_own = table.Column<bool>(type: "INTEGER", nullable: false),
                    entry = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breach_part", x => new { x.breach, x.number });
                    table.ForeignKey(
                        name: "FK_breach_part_breach_breach",
                        column: x => x.breach,
                        principalTable: "breach",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "breach_by_origin",
                table: "breach",
                columns: new[] { "origin", "origin_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "breach_entry_version",
                table: "breach_entry",
                columns: new[] { "breach", "part", "field", "item", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "breach_entry");

            migrationBuilder.DropTable(
                name: "breach_part");

            migrationBuilder.DropTable(
                name: "breach");
        }
    }
}
