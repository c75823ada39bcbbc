using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecluse.Migrations
{
    /// <inheritdoc />
    public partial class Begin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "contract",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    controller_signature = table.Column<string>(type: "TEXT", nullable: false),
                    processor_signature = table.Column<string>(type: "TEXT", nullable: false),
                    added_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    entry = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contract", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "document",
                columns: table => new
                {
                    passage = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    signature = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document", x => new { x.passage, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "instruction",
                columns: table => new
                {
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    contract = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    signature = table.Column<string>(type: "TEXT", nullable: false),
                    signatory = table.Column<string>(type: "TEXT", nullable: false),
                    added_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    entry = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instruction", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "journal_log",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    verifier_key = table.Column<string>(type: "TEXT", nullable: false),
                    started_at_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_log", x => x.number);
                    table.CheckConstraint("journal_log_from_1", "number >= 1");
                });

            migrationBuilder.CreateTable(
                name: "journal_open_intent",
                columns: table => new
                {
                    log = table.Column<int>(type: "INTEGER", nullable: false),
                    entry_index = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_open_intent", x => new { x.log, x.entry_index });
                });

            migrationBuilder.CreateTable(
                name: "journal_text",
                columns: table => new
                {
                    log = table.Column<int>(type: "INTEGER", nullable: false),
                    entry_index = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    salt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_text", x => new { x.log, x.entry_index, x.name });
                });

            migrationBuilder.CreateTable(
                name: "key_withdrawal",
                columns: table => new
                {
                    contract = table.Column<string>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    entry = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_withdrawal", x => new { x.contract, x.fingerprint });
                });

            migrationBuilder.CreateTable(
                name: "parcel",
                columns: table => new
                {
                    passage = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    parcel = table.Column<string>(type: "TEXT", nullable: false),
                    commitment = table.Column<string>(type: "TEXT", nullable: false),
                    load = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parcel", x => new { x.passage, x.number });
                });

            migrationBuilder.CreateTable(
                name: "passage",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    contract = table.Column<string>(type: "TEXT", nullable: false),
                    plan_sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    erase_by_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    intent_name = table.Column<string>(type: "TEXT", nullable: true),
                    intent_index = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_owner = table.Column<string>(type: "TEXT", nullable: true),
                    lease_until_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passage", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    organisation = table.Column<string>(type: "TEXT", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    system_account = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: true),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    erase_by_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    passage = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "reject_decision",
                columns: table => new
                {
                    passage = table.Column<string>(type: "TEXT", nullable: false),
                    parcel = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    decision = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reject_decision", x => new { x.passage, x.parcel, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "step",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    passage = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    took_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    journal_index = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal_entry",
                columns: table => new
                {
                    log = table.Column<int>(type: "INTEGER", nullable: false),
                    entry_index = table.Column<long>(type: "INTEGER", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", maxLength: 65535, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_entry", x => new { x.log, x.entry_index });
                    table.CheckConstraint("journal_entry_from_0", "entry_index >= 0");
                    table.ForeignKey(
                        name: "FK_journal_entry_journal_log_log",
                        column: x => x.log,
                        principalTable: "journal_log",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "contract_by_number",
                table: "contract",
                columns: new[] { "number", "entry" });

            migrationBuilder.CreateIndex(
                name: "instruction_by_sha256",
                table: "instruction",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "journal_log_by_origin",
                table: "journal_log",
                column: "origin",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "passage_by_plan",
                table: "passage",
                column: "plan_sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "person_by_system_account",
                table: "person",
                column: "system_account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "step_by_passage",
                table: "step",
                column: "passage");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "contract");

            migrationBuilder.DropTable(
                name: "document");

            migrationBuilder.DropTable(
                name: "instruction");

            migrationBuilder.DropTable(
                name: "journal_entry");

            migrationBuilder.DropTable(
                name: "journal_open_intent");

            migrationBuilder.DropTable(
                name: "journal_text");

            migrationBuilder.DropTable(
                name: "key_withdrawal");

            migrationBuilder.DropTable(
                name: "parcel");

            migrationBuilder.DropTable(
                name: "passage");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "plan");

            migrationBuilder.DropTable(
                name: "reject_decision");

            migrationBuilder.DropTable(
                name: "step");

            migrationBuilder.DropTable(
                name: "journal_log");
        }
    }
}
