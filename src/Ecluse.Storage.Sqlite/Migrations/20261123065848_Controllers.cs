using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class Controllers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "controller",
                table: "person",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "controller",
                table: "invitation",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "reviewed_at",
                table: "account",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "trained_on",
                table: "account",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "undertaken_at",
                table: "account",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "undertaking",
                table: "account",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "controller",
                table: "person");

            migrationBuilder.DropColumn(
                name: "controller",
                table: "invitation");

            migrationBuilder.DropColumn(
                name: "reviewed_at",
                table: "account");

            migrationBuilder.DropColumn(
                name: "trained_on",
                table: "account");

            migrationBuilder.DropColumn(
                name: "undertaken_at",
                table: "account");

            migrationBuilder.DropColumn(
                name: "undertaking",
                table: "account");
        }
    }
}
