using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

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
                name: "absence",
                columns: table => new
                {
                    person = table.Column<string>(type: "text", nullable: false),
                    from_ms = table.Column<long>(type: "bigint", nullable: false),
                    until_ms = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absence", x => new { x.person, x.from_ms });
                });

            migrationBuilder.CreateTable(
                name: "agent",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    controller = table.Column<string>(type: "text", nullable: true),
                    public_key = table.Column<string>(type: "text", nullable: false),
                    enrolled_by = table.Column<string>(type: "text", nullable: false),
                    enrolled_at = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alert",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    rule_version = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    controller = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    title_french = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    why_french = table.Column<string>(type: "text", nullable: false),
                    todo = table.Column<string>(type: "text", nullable: false),
                    todo_french = table.Column<string>(type: "text", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    open_group = table.Column<string>(type: "text", nullable: true),
                    first_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    raised_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    last_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    policy = table.Column<string>(type: "text", nullable: false),
                    look_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    clock_kind = table.Column<string>(type: "text", nullable: false),
                    clock_ends_ms = table.Column<long>(type: "bigint", nullable: false),
                    closed_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    held_until_ms = table.Column<long>(type: "bigint", nullable: true),
                    breach = table.Column<string>(type: "text", nullable: true),
                    entry = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "breach",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    origin_id = table.Column<string>(type: "text", nullable: true),
                    received_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    opened_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    opened_by = table.Column<string>(type: "text", nullable: false),
                    places = table.Column<string>(type: "text", nullable: false),
                    from_ms = table.Column<long>(type: "bigint", nullable: true),
                    until_ms = table.Column<long>(type: "bigint", nullable: true),
                    duties = table.Column<string>(type: "text", nullable: false),
                    entry = table.Column<long>(type: "bigint", nullable: false),
                    held_until_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breach", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contract",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    controller_signature = table.Column<string>(type: "text", nullable: false),
                    processor_signature = table.Column<string>(type: "text", nullable: false),
                    added_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    entry = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contract", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "document",
                columns: table => new
                {
                    passage = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    signature = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document", x => new { x.passage, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "escalation_policy",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_escalation_policy", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "hand_over",
                columns: table => new
                {
                    passage = table.Column<string>(type: "text", nullable: false),
                    contract = table.Column<string>(type: "text", nullable: false),
                    plan = table.Column<string>(type: "text", nullable: false),
                    plan_sha256 = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    target = table.Column<string>(type: "text", nullable: false),
                    erase_by = table.Column<long>(type: "bigint", nullable: false),
                    begun_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    taken_at = table.Column<long>(type: "bigint", nullable: true),
                    erased_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_over", x => x.passage);
                });

            migrationBuilder.CreateTable(
                name: "hosting",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    scope = table.Column<string>(type: "text", nullable: true),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hosting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "instruction",
                columns: table => new
                {
                    number = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    contract = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    signature = table.Column<string>(type: "text", nullable: false),
                    signatory = table.Column<string>(type: "text", nullable: false),
                    added_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    entry = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instruction", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "journal_log",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    verifier_key = table.Column<string>(type: "text", nullable: false),
                    started_at_ms = table.Column<long>(type: "bigint", nullable: false)
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
                    log = table.Column<int>(type: "integer", nullable: false),
                    entry_index = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_open_intent", x => new { x.log, x.entry_index });
                });

            migrationBuilder.CreateTable(
                name: "journal_text",
                columns: table => new
                {
                    log = table.Column<int>(type: "integer", nullable: false),
                    entry_index = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    salt = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_text", x => new { x.log, x.entry_index, x.name });
                });

            migrationBuilder.CreateTable(
                name: "key_withdrawal",
                columns: table => new
                {
                    contract = table.Column<string>(type: "text", nullable: false),
                    fingerprint = table.Column<string>(type: "text", nullable: false),
                    entry = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_key_withdrawal", x => new { x.contract, x.fingerprint });
                });

            migrationBuilder.CreateTable(
                name: "mail_address",
                columns: table => new
                {
                    owner = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_address", x => x.owner);
                });

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    run = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    policy = table.Column<string>(type: "text", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    controller = table.Column<string>(type: "text", nullable: true),
                    made_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    next_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    code = table.Column<string>(type: "text", nullable: true),
                    ended_at_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "parcel",
                columns: table => new
                {
                    passage = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    parcel = table.Column<string>(type: "text", nullable: false),
                    commitment = table.Column<string>(type: "text", nullable: false),
                    load = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parcel", x => new { x.passage, x.number });
                });

            migrationBuilder.CreateTable(
                name: "passage",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    contract = table.Column<string>(type: "text", nullable: false),
                    plan_sha256 = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    opened_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    erase_by_ms = table.Column<long>(type: "bigint", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    intent_name = table.Column<string>(type: "text", nullable: true),
                    intent_index = table.Column<long>(type: "bigint", nullable: true),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    lease_until_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passage", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    organisation = table.Column<string>(type: "text", nullable: true),
                    controller = table.Column<string>(type: "text", nullable: true),
                    role = table.Column<string>(type: "text", nullable: false),
                    system_account = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: true),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    erase_by_ms = table.Column<long>(type: "bigint", nullable: false),
                    passage = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "reject_decision",
                columns: table => new
                {
                    passage = table.Column<string>(type: "text", nullable: false),
                    parcel = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reject_decision", x => new { x.passage, x.parcel, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "segment",
                columns: table => new
                {
                    @object = table.Column<string>(name: "object", type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    file = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    start = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    sealed_bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment", x => new { x.@object, x.number });
                });

            migrationBuilder.CreateTable(
                name: "space",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    contract = table.Column<string>(type: "text", nullable: false),
                    instruction = table.Column<string>(type: "text", nullable: false),
                    instruction_sha256 = table.Column<string>(type: "text", nullable: false),
                    grade = table.Column<string>(type: "text", nullable: false),
                    direction = table.Column<string>(type: "text", nullable: false),
                    bytes_max = table.Column<long>(type: "bigint", nullable: false),
                    objects_max = table.Column<int>(type: "integer", nullable: false),
                    recipients = table.Column<string>(type: "text", nullable: false),
                    opened_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    erase_by_ms = table.Column<long>(type: "bigint", nullable: false),
                    keep_days = table.Column<int>(type: "integer", nullable: false),
                    erasing_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    erasing_entry = table.Column<long>(type: "bigint", nullable: true),
                    erased_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    erased_entry = table.Column<long>(type: "bigint", nullable: true),
                    certificate = table.Column<byte[]>(type: "bytea", nullable: true),
                    certificate_signature = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_space", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "space_object",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    space = table.Column<string>(type: "text", nullable: false),
                    by_person = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    layout = table.Column<string>(type: "text", nullable: false),
                    name_hmac = table.Column<string>(type: "text", nullable: true),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    declared = table.Column<long>(type: "bigint", nullable: true),
                    segments = table.Column<int>(type: "integer", nullable: false),
                    begun_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    erase_by_ms = table.Column<long>(type: "bigint", nullable: false),
                    completed_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    removing_entry = table.Column<long>(type: "bigint", nullable: true),
                    removed_at_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_space_object", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "space_person",
                columns: table => new
                {
                    space = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    part = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_space_person", x => new { x.space, x.person });
                });

            migrationBuilder.CreateTable(
                name: "step",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    passage = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    took_ms = table.Column<long>(type: "bigint", nullable: true),
                    journal_index = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "taking",
                columns: table => new
                {
                    @object = table.Column<string>(name: "object", type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_taking", x => new { x.@object, x.person });
                });

            migrationBuilder.CreateTable(
                name: "warning",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    subjects = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    told = table.Column<string>(type: "text", nullable: false),
                    received_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    delays = table.Column<int>(type: "integer", nullable: false),
                    is_unreadable = table.Column<bool>(type: "boolean", nullable: false),
                    entered_by = table.Column<string>(type: "text", nullable: true),
                    thread = table.Column<string>(type: "text", nullable: true),
                    thread_recipient = table.Column<string>(type: "text", nullable: true),
                    registered_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    acknowledged_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    answered_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    proposed_by = table.Column<string>(type: "text", nullable: true),
                    proposed_by_side = table.Column<string>(type: "text", nullable: true),
                    proposed_by_role = table.Column<string>(type: "text", nullable: true),
                    proposed_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    closed_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    breach = table.Column<string>(type: "text", nullable: true),
                    is_settled = table.Column<bool>(type: "boolean", nullable: false),
                    held_until_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warning_concern",
                columns: table => new
                {
                    warning = table.Column<string>(type: "text", nullable: false),
                    controller = table.Column<string>(type: "text", nullable: false),
                    is_concerned = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_concern", x => new { x.warning, x.controller });
                });

            migrationBuilder.CreateTable(
                name: "warning_copy",
                columns: table => new
                {
                    warning = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    copy = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_copy", x => new { x.warning, x.number, x.copy });
                });

            migrationBuilder.CreateTable(
                name: "warning_handler",
                columns: table => new
                {
                    person = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_handler", x => x.person);
                });

            migrationBuilder.CreateTable(
                name: "warning_notice",
                columns: table => new
                {
                    warning = table.Column<string>(type: "text", nullable: false),
                    clock = table.Column<string>(type: "text", nullable: false),
                    controller = table.Column<string>(type: "text", nullable: false),
                    made_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    seen_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    seen_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_notice", x => new { x.warning, x.clock, x.controller });
                });

            migrationBuilder.CreateTable(
                name: "warning_release",
                columns: table => new
                {
                    warning = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    copy = table.Column<int>(type: "integer", nullable: false),
                    controller = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: true),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    registered_at_ms = table.Column<long>(type: "bigint", nullable: true),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_release", x => new { x.warning, x.number, x.copy });
                });

            migrationBuilder.CreateTable(
                name: "warning_salt",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_salt", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warning_words",
                columns: table => new
                {
                    warning = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<string>(type: "text", nullable: true),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    registered_at_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warning_words", x => new { x.warning, x.number });
                });

            migrationBuilder.CreateTable(
                name: "watch_event",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: true),
                    key = table.Column<string>(type: "text", nullable: true),
                    network = table.Column<string>(type: "text", nullable: true),
                    way = table.Column<string>(type: "text", nullable: true),
                    code = table.Column<string>(type: "text", nullable: true),
                    controller = table.Column<string>(type: "text", nullable: true),
                    passage = table.Column<string>(type: "text", nullable: true),
                    space = table.Column<string>(type: "text", nullable: true),
                    @object = table.Column<string>(name: "object", type: "text", nullable: true),
                    count = table.Column<long>(type: "bigint", nullable: true),
                    bytes = table.Column<long>(type: "bigint", nullable: true),
                    rows = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_watch_event", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "watch_place",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    @event = table.Column<long>(name: "event", type: "bigint", nullable: false),
                    log = table.Column<int>(type: "integer", nullable: false),
                    entry_index = table.Column<long>(type: "bigint", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_watch_place", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "watch_rule",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    rule = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    standing = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    title_french = table.Column<string>(type: "text", nullable: false),
                    from_ms = table.Column<long>(type: "bigint", nullable: false),
                    until_ms = table.Column<long>(type: "bigint", nullable: true),
                    entry = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_watch_rule", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "alert_act",
                columns: table => new
                {
                    alert = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    by_side = table.Column<string>(type: "text", nullable: true),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    until_ms = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                    breach = table.Column<string>(type: "text", nullable: true)
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
                    alert = table.Column<string>(type: "text", nullable: false),
                    run = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    due_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    made_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    ended_at_ms = table.Column<long>(type: "bigint", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "breach_entry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    breach = table.Column<string>(type: "text", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    field = table.Column<string>(type: "text", nullable: false),
                    item = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    knowledge = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    learnt_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    entered_at_ms = table.Column<long>(type: "bigint", nullable: false),
                    by_person = table.Column<string>(type: "text", nullable: false),
                    entry = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breach_entry", x => x.id);
                    table.ForeignKey(
                        name: "FK_breach_entry_breach_breach",
                        column: x => x.breach,
                        principalTable: "breach",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "breach_part",
                columns: table => new
                {
                    breach = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    controller = table.Column<string>(type: "text", nullable: false),
                    contract = table.Column<string>(type: "text", nullable: true),
                    notice_hours = table.Column<int>(type: "integer", nullable: true),
                    holdings = table.Column<string>(type: "text", nullable: false),
                    is_own = table.Column<bool>(type: "boolean", nullable: false),
                    entry = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_breach_part", x => new { x.breach, x.number });
                    table.ForeignKey(
                        name: "FK_breach_part_breach_breach",
                        column: x => x.breach,
                        principalTable: "breach",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "hand_over_paper",
                columns: table => new
                {
                    passage = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "journal_entry",
                columns: table => new
                {
                    log = table.Column<int>(type: "integer", nullable: false),
                    entry_index = table.Column<long>(type: "bigint", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", maxLength: 65535, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    person = table.Column<string>(type: "text", nullable: false),
                    enrolled_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    undertaking = table.Column<int>(type: "integer", nullable: true),
                    undertaken_at = table.Column<long>(type: "bigint", nullable: true),
                    trained_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reviewed_at = table.Column<long>(type: "bigint", nullable: true),
                    sign_in_name = table.Column<string>(type: "text", nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    code_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    code_step = table.Column<long>(type: "bigint", nullable: true)
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
                name: "invitation",
                columns: table => new
                {
                    code_sha256 = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    organisation = table.Column<string>(type: "text", nullable: false),
                    controller = table.Column<string>(type: "text", nullable: true),
                    role = table.Column<string>(type: "text", nullable: false),
                    invited_by = table.Column<string>(type: "text", nullable: false),
                    invited_at = table.Column<long>(type: "bigint", nullable: false),
                    good_until = table.Column<long>(type: "bigint", nullable: false),
                    used_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitation", x => x.code_sha256);
                    table.ForeignKey(
                        name: "FK_invitation_account_invited_by",
                        column: x => x.invited_by,
                        principalTable: "account",
                        principalColumn: "person",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "passkey",
                columns: table => new
                {
                    credential = table.Column<byte[]>(type: "bytea", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    enrolled_at = table.Column<long>(type: "bigint", nullable: false),
                    counter = table.Column<long>(type: "bigint", nullable: false),
                    transports = table.Column<string>(type: "text", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    attestation = table.Column<byte[]>(type: "bytea", nullable: false),
                    client_data = table.Column<byte[]>(type: "bytea", nullable: false)
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
                name: "provider_link",
                columns: table => new
                {
                    subject_sha256 = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    linked_at = table.Column<long>(type: "bigint", nullable: false),
                    unlinked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_link", x => x.subject_sha256);
                    table.ForeignKey(
                        name: "FK_provider_link_account_person",
                        column: x => x.person,
                        principalTable: "account",
                        principalColumn: "person",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recovery_code",
                columns: table => new
                {
                    code_sha256 = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    used_at = table.Column<long>(type: "bigint", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    token_sha256 = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    begun_at = table.Column<long>(type: "bigint", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: false),
                    network = table.Column<string>(type: "text", nullable: false),
                    device = table.Column<string>(type: "text", nullable: false),
                    way = table.Column<string>(type: "text", nullable: false, defaultValue: "passkey"),
                    within = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "signing_passkey",
                columns: table => new
                {
                    credential = table.Column<byte[]>(type: "bytea", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    public_key = table.Column<string>(type: "text", nullable: false),
                    enrolled_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signing_passkey", x => x.credential);
                    table.ForeignKey(
                        name: "FK_signing_passkey_account_person",
                        column: x => x.person,
                        principalTable: "account",
                        principalColumn: "person",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ssh_key",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    public_key = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    enrolled_at = table.Column<long>(type: "bigint", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: true),
                    network = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true),
                    until = table.Column<long>(type: "bigint", nullable: true),
                    within = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ssh_key", x => x.id);
                    table.ForeignKey(
                        name: "FK_ssh_key_account_person",
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
                name: "agent_by_public_key",
                table: "agent",
                column: "public_key",
                unique: true);

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
                name: "breach_by_origin",
                table: "breach",
                columns: new[] { "origin", "origin_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "breach_entry_version",
                table: "breach_entry",
                columns: new[] { "breach", "part", "field", "item", "version" },
                unique: true);

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
                name: "IX_invitation_invited_by",
                table: "invitation",
                column: "invited_by");

            migrationBuilder.CreateIndex(
                name: "invitation_by_person",
                table: "invitation",
                column: "person",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "journal_log_by_origin",
                table: "journal_log",
                column: "origin",
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "passage_by_plan",
                table: "passage",
                column: "plan_sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "passkey_by_person",
                table: "passkey",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "person_by_system_account",
                table: "person",
                column: "system_account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "provider_link_by_person",
                table: "provider_link",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "recovery_code_by_person",
                table: "recovery_code",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "session_by_person",
                table: "session",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "signing_passkey_by_person",
                table: "signing_passkey",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "space_object_by_name",
                table: "space_object",
                columns: new[] { "space", "name_hmac" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "space_person_by_person",
                table: "space_person",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "ssh_key_by_person",
                table: "ssh_key",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "ssh_key_by_sha256",
                table: "ssh_key",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "step_by_passage",
                table: "step",
                column: "passage");

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

            migrationBuilder.CreateIndex(
                name: "warning_release_by_controller",
                table: "warning_release",
                column: "controller");

            migrationBuilder.CreateIndex(
                name: "watch_event_by_at",
                table: "watch_event",
                column: "at_ms");

            migrationBuilder.CreateIndex(
                name: "watch_rule_by_until",
                table: "watch_rule",
                column: "until_ms");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absence");

            migrationBuilder.DropTable(
                name: "agent");

            migrationBuilder.DropTable(
                name: "alert_act");

            migrationBuilder.DropTable(
                name: "alert_step");

            migrationBuilder.DropTable(
                name: "breach_entry");

            migrationBuilder.DropTable(
                name: "breach_part");

            migrationBuilder.DropTable(
                name: "contract");

            migrationBuilder.DropTable(
                name: "document");

            migrationBuilder.DropTable(
                name: "escalation_policy");

            migrationBuilder.DropTable(
                name: "hand_over_paper");

            migrationBuilder.DropTable(
                name: "hosting");

            migrationBuilder.DropTable(
                name: "instruction");

            migrationBuilder.DropTable(
                name: "invitation");

            migrationBuilder.DropTable(
                name: "journal_entry");

            migrationBuilder.DropTable(
                name: "journal_open_intent");

            migrationBuilder.DropTable(
                name: "journal_text");

            migrationBuilder.DropTable(
                name: "key_withdrawal");

            migrationBuilder.DropTable(
                name: "mail_address");

            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "parcel");

            migrationBuilder.DropTable(
                name: "passage");

            migrationBuilder.DropTable(
                name: "passkey");

            migrationBuilder.DropTable(
                name: "plan");

            migrationBuilder.DropTable(
                name: "provider_link");

            migrationBuilder.DropTable(
                name: "recovery_code");

            migrationBuilder.DropTable(
                name: "reject_decision");

            migrationBuilder.DropTable(
                name: "segment");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "signing_passkey");

            migrationBuilder.DropTable(
                name: "space");

            migrationBuilder.DropTable(
                name: "space_object");

            migrationBuilder.DropTable(
                name: "space_person");

            migrationBuilder.DropTable(
                name: "ssh_key");

            migrationBuilder.DropTable(
                name: "step");

            migrationBuilder.DropTable(
                name: "taking");

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
                name: "warning_release");

            migrationBuilder.DropTable(
                name: "warning_salt");

            migrationBuilder.DropTable(
                name: "warning_words");

            migrationBuilder.DropTable(
                name: "watch_event");

            migrationBuilder.DropTable(
                name: "watch_place");

            migrationBuilder.DropTable(
                name: "watch_rule");

            migrationBuilder.DropTable(
                name: "alert");

            migrationBuilder.DropTable(
                name: "breach");

            migrationBuilder.DropTable(
                name: "hand_over");

            migrationBuilder.DropTable(
                name: "journal_log");

            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "person");
        }
    }
}
