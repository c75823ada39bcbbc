using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class WatchEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "watch_event",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: true),
                    key = table.Column<string>(type: "TEXT", nullable: true),
                    network = table.Column<string>(type: "TEXT", nullable: true),
                    way = table.Column<string>(type: "TEXT", nullable: true),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    controller = table.Column<string>(type: "TEXT", nullable: true),
                    passage = table.Column<string>(type: "TEXT", nullable: true),
                    space = table.Column<string>(type: "TEXT", nullable: true),
                    @object = table.Column<string>(name: "object", type: "TEXT", nullable: true),
                    count = table.Column<long>(type: "INTEGER", nullable: true),
                    bytes = table.Column<long>(type: "INTEGER", nullable: true),
                    rows = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_watch_event", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "watch_place",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    @event = table.Column<long>(name: "event", type: "INTEGER", nullable: false),
                    log = table.Column<int>(type: "INTEGER", nullable: false),
                    entry_index = table.Column<long>(type: "INTEGER", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_watch_place", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "watch_event_by_at",
                table: "watch_event",
                column: "at_ms");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "watch_event");

            migrationBuilder.DropTable(
                name: "watch_place");
        }
    }
}
