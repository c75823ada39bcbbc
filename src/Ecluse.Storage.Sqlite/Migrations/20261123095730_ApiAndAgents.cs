using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class ApiAndAgents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "within",
                table: "session",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "agent",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: true),
                    public_key = table.Column<string>(type: "TEXT", nullable: false),
                    enrolled_by = table.Column<string>(type: "TEXT", nullable: false),
                    enrolled_at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hand_over",
                columns: table => new
                {
                    passage = table.Column<string>(type: "TEXT", nullable: false),
                    contract = table.Column<string>(type: "TEXT", nullable: false),
                    plan = table.Column<string>(type: "TEXT", nullable: false),
                    plan_sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", nullable: false),
                    erase_by = table.Column<long>(type: "INTEGER", nullable: false),
                    begun_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: true),
                    erased_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_over", x => x.passage);
                });

            migrationBuilder.CreateTable(
                name: "hosting",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    body = table.Column<string>(type: "TEXT", nullable: true),
                    scope = table.Column<string>(type: "TEXT", nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hosting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hand_over_paper",
                columns: table => new
                {
                    passage = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_over_paper", x => new { x.passage, x.name });
                    table.ForeignKey(
                        name: "FK_hand_over_paper_hand_over_passage",
                        column: x => x.passage,
                        principalTable: "hand_over",
                        principalColumn: "passage",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "agent_by_public_key",
                table: "agent",
                column: "public_key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent");

            migrationBuilder.DropTable(
                name: "hand_over_paper");

            migrationBuilder.DropTable(
                name: "hosting");

            migrationBuilder.DropTable(
                name: "hand_over");

            migrationBuilder.DropColumn(
                name: "within",
                table: "session");
        }
    }
}
