using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class Warnings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "warning",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    subjects = table.Column<string>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: false),
                    told = table.Column<string>(type: "TEXT", nullable: false),
                    received_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    delays = table.Column<int>(type: "INTEGER", nullable: false),
                    is_unreadable = table.Column<bool>(type: "INTEGER", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: true),
                    thread = table.Column<string>(type: "TEXT", nullable: true),
                    thread_recipient = table.Column<string>(type: "TEXT", nullable: true),
                    registered_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    acknowledged_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    proposed_by = table.Column<string>(type: "TEXT", nullable: true),
                    proposed_by_side = table.Column<string>(type: "TEXT", nullable: true),
                    proposed_by_role = table.Column<string>(type: "TEXT", nullable: true),
                    proposed_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", nullable: true),
                    breach = table.Column<string>(type: "TEXT", nullable: true),
                    is_settled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warning_concern",
                columns: table => new
                {
                    warning = table.Column<string>(type: "TEXT", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: false),
                    is_concerned = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_concern", x => new { x.warning, x.controller });
                });

            migrationBuilder.CreateTable(
                name: "warning_copy",
                columns: table => new
                {
                    warning = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    copy = table.Column<int>(type: "INTEGER", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_copy", x => new { x.warning, x.number, x.copy });
                });

            migrationBuilder.CreateTable(
                name: "warning_handler",
                columns: table => new
                {
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_handler", x => x.person);
                });

            migrationBuilder.CreateTable(
                name: "warning_notice",
                columns: table => new
                {
                    warning = table.Column<string>(type: "TEXT", nullable: false),
                    clock = table.Column<string>(type: "TEXT", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: false),
                    made_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    seen_by = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_notice", x => new { x.warning, x.clock, x.controller });
                });

            migrationBuilder.CreateTable(
                name: "warning_salt",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_salt", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warning_words",
                columns: table => new
                {
                    warning = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: true),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    registered_at_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_words", x => new { x.warning, x.number });
                });

            migrationBuilder.CreateIndex(
                name: "warning_by_settled",
                table: "warning",
                column: "is_settled");

            migrationBuilder.CreateIndex(
                name: "warning_by_thread",
                table: "warning",
                column: "thread",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "warning_notice_by_controller",
                table: "warning_notice",
                column: "controller");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "warning");

            migrationBuilder.DropTable(
                name: "warning_concern");

            migrationBuilder.DropTable(
                name: "warning_copy");

            migrationBuilder.DropTable(
                name: "warning_handler");

            migrationBuilder.DropTable(
                name: "warning_notice");

            migrationBuilder.DropTable(
                name: "warning_salt");

            migrationBuilder.DropTable(
                name: "warning_words");
        }
    }
}
