using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class Spaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "segment",
                columns: table => new
                {
                    @object = table.Column<string>(name: "object", type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    file = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    start = table.Column<long>(type: "INTEGER", nullable: false),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    sealed_bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment", x => new { x.@object, x.number });
                });

            migrationBuilder.CreateTable(
                name: "space",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    contract = table.Column<string>(type: "TEXT", nullable: false),
                    instruction = table.Column<string>(type: "TEXT", nullable: false),
                    instruction_sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    grade = table.Column<string>(type: "TEXT", nullable: false),
                    direction = table.Column<string>(type: "TEXT", nullable: false),
                    bytes_max = table.Column<long>(type: "INTEGER", nullable: false),
                    objects_max = table.Column<int>(type: "INTEGER", nullable: false),
                    recipients = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    erase_by_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    keep_days = table.Column<int>(type: "INTEGER", nullable: false),
                    erasing_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    erasing_entry = table.Column<long>(type: "INTEGER", nullable: true),
                    erased_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    erased_entry = table.Column<long>(type: "INTEGER", nullable: true),
                    certificate = table.Column<byte[]>(type: "BLOB", nullable: true),
                    certificate_signature = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_space", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "space_object",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    space = table.Column<string>(type: "TEXT", nullable: false),
                    by_person = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    layout = table.Column<string>(type: "TEXT", nullable: false),
                    name_hmac = table.Column<string>(type: "TEXT", nullable: true),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    declared = table.Column<long>(type: "INTEGER", nullable: true),
                    segments = table.Column<int>(type: "INTEGER", nullable: false),
                    begun_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    erase_by_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    completed_at_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    removing_entry = table.Column<long>(type: "INTEGER", nullable: true),
                    removed_at_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_space_object", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "space_person",
                columns: table => new
                {
                    space = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_space_person", x => new { x.space, x.person });
                });

            migrationBuilder.CreateTable(
                name: "taking",
                columns: table => new
                {
                    @object = table.Column<string>(name: "object", type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_taking", x => new { x.@object, x.person });
                });

            migrationBuilder.CreateIndex(
                name: "space_object_by_name",
                table: "space_object",
                columns: new[] { "space", "name_hmac" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "space_person_by_person",
                table: "space_person",
                column: "person");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "segment");

            migrationBuilder.DropTable(
                name: "space");

            migrationBuilder.DropTable(
                name: "space_object");

            migrationBuilder.DropTable(
                name: "space_person");

            migrationBuilder.DropTable(
                name: "taking");
        }
    }
}
