using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class Accounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    enrolled_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => x.person);
                    table.ForeignKey(
                        name: "FK_account_person_person",
                        column: x => x.person,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "passkey",
                columns: table => new
                {
                    credential = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    enrolled_at = table.Column<long>(type: "INTEGER", nullable: false),
                    counter = table.Column<long>(type: "INTEGER", nullable: false),
                    transports = table.Column<string>(type: "TEXT", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_backed_up = table.Column<bool>(type: "INTEGER", nullable: false),
                    attestation = table.Column<byte[]>(type: "BLOB", nullable: false),
                    client_data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkey", x => x.credential);
                    table.ForeignKey(
                        name: "FK_passkey_account_person",
                        column: x => x.person,
                        principalTable: "account",
                        principalColumn: "person",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    token_sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    begun_at = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    network = table.Column<string>(type: "TEXT", nullable: false),
                    device = table.Column<string>(type: "TEXT", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session", x => x.token_sha256);
                    table.ForeignKey(
                        name: "FK_session_account_person",
                        column: x => x.person,
                        principalTable: "account",
                        principalColumn: "person",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "passkey_by_person",
                table: "passkey",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "session_by_person",
                table: "session",
                column: "person");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "passkey");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "account");
        }
    }
}
