using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class AlertsKept : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "held_until_ms",
                table: "alert",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "held_until_ms",
                table: "alert");
        }
    }
}
