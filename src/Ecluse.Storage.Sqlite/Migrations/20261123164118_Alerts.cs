using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class Alerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "absence",
                columns: table => new
                {
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    from_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    until_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absence", x => new { x.person, x.from_ms });
                });

            migrationBuilder.CreateTable(
                name: "alert",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    rule_version = table.Column<string>(type: "TEXT", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    title_french = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    why_french = table.Column<string>(type: "TEXT", nullable: false),
                    todo = table.Column<string>(type: "TEXT", nullable: false),
                    todo_french = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    open_group = table.Column<string>(type: "TEXT", nullable: true),
                    first_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    raised_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    policy = table.Column<string>(type: "TEXT", nullable: false),
                    look_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    clock_kind = table.Column<string>(type: "TEXT", nullable: false),
                    clock_ends_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    breach = table.Column<string>(type: "TEXT", nullable: true),
                    entry = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "escalation_policy",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_escalation_policy", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "mail_address",
                columns: table => new
                {
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_address", x => x.owner);
                });

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    run = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    policy = table.Column<string>(type: "TEXT", nullable: true),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: true),
                    made_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    next_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alert_act",
                columns: table => new
                {
                    alert = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    by_side = table.Column<string>(type: "TEXT", nullable: true),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    until_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    breach = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_act", x => new { x.alert, x.number });
                    table.ForeignKey(
                        name: "FK_alert_act_alert_alert",
                        column: x => x.alert,
                        principalTable: "alert",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "alert_step",
                columns: table => new
                {
                    alert = table.Column<string>(type: "TEXT", nullable: false),
                    run = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    made_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    ended_at_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_step", x => new { x.alert, x.run, x.number });
                    table.ForeignKey(
                        name: "FK_alert_step_alert_alert",
                        column: x => x.alert,
                        principalTable: "alert",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "alert_by_look",
                table: "alert",
                column: "look_at_ms");

            migrationBuilder.CreateIndex(
                name: "alert_by_open_group",
                table: "alert",
                column: "open_group",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "alert_by_risk",
                table: "alert",
                columns: new[] { "closed_at_ms", "level", "clock_ends_ms" });

            migrationBuilder.CreateIndex(
                name: "notice_by_next",
                table: "notice",
                column: "next_at_ms");

            migrationBuilder.CreateIndex(
                name: "notice_by_recipient",
                table: "notice",
                columns: new[] { "recipient", "made_at_ms" });

            migrationBuilder.CreateIndex(
                name: "notice_once",
                table: "notice",
                columns: new[] { "about", "kind", "detail", "run", "step", "channel", "recipient" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absence");

            migrationBuilder.DropTable(
                name: "alert_act");

            migrationBuilder.DropTable(
                name: "alert_step");

            migrationBuilder.DropTable(
                name: "escalation_policy");

            migrationBuilder.DropTable(
                name: "mail_address");

            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "alert");
        }
    }
}
