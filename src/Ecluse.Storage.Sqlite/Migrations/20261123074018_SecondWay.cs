using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class SecondWay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "way",
                table: "session",
                type: "TEXT",
                nullable: false,
                defaultValue: "passkey");

            migrationBuilder.AddColumn<byte[]>(
                name: "code_key",
                table: "account",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "code_step",
                table: "account",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "password_hash",
                table: "account",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sign_in_name",
                table: "account",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "recovery_code",
                columns: table => new
                {
                    code_sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_code", x => x.code_sha256);
                    table.ForeignKey(
                        name: "FK_recovery_code_account_person",
                        column: x => x.person,
                        principalTable: "account",
                        principalColumn: "person",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "account_by_sign_in_name",
                table: "account",
                column: "sign_in_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "recovery_code_by_person",
                table: "recovery_code",
                column: "person");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "recovery_code");

            migrationBuilder.DropIndex(
                name: "account_by_sign_in_name",
                table: "account");

            migrationBuilder.DropColumn(
                name: "way",
                table: "session");

            migrationBuilder.DropColumn(
                name: "code_key",
                table: "account");

            migrationBuilder.DropColumn(
                name: "code_step",
                table: "account");

            migrationBuilder.DropColumn(
                name: "password_hash",
                table: "account");

            migrationBuilder.DropColumn(
                name: "sign_in_name",
                table: "account");
        }
    }
}
