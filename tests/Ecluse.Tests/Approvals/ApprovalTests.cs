using System.Buffers.Binary;
using System.Text;
using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Approvals;

public sealed class ApprovalTests : IDisposable
{
    private static readonly byte[] Document = """{"type":"plan/1","number":"L-1"}"""u8.ToArray();
    private readonly SampleContract sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void Names_the_signatory_who_signed() =>
        Assert.Equal("directrice", Approval.Verify(Document, "plan@ecluse", Sign(sample.Director), Ground()).Id);

    [Fact]
    public void Takes_a_deputy() =>
        Assert.Equal("biologiste", Approval.Verify(Document, "plan@ecluse", Sign(sample.Deputy), Ground()).Id);

    [Fact]
    public void Refuses_an_unknown_key()
    {
        using var stranger = SshSigner.Generate("Dr Hélène Aubrac-Nivel");

        Refuses<UnknownKeyException>("APPROVAL-001", Sign(stranger), Ground());
    }

    [Fact]
    public void Refuses_the_processors_key() =>
        Refuses<ProcessorKeyException>("APPROVAL-002", Sign(sample.Processor), Ground());

    [Fact]
    public void Refuses_a_signatorys_key_that_the_processor_is_known_to_hold() =>
        Refuses<ProcessorKeyException>(
            "APPROVAL-002", Sign(sample.Director), Ground() with { ProcessorKeys = [sample.Director.PublicKey] });

    [Fact]
    public void Refuses_one_of_many_keys_of_the_processor_or_of_the_receiving_vendor()
    {
        using var another = SshSigner.Generate("another");
        var ours = $"- {{ holder: Maud Keravel, key: {sample.Processor.PublicKey.ToLine()} }}";
        var theirs = $"- {{ holder: Orlane Systèmes, key: {sample.Vendor.PublicKey.ToLine()} }}";
        var more = $"\n    - {{ holder: Somebody Else, key: {another.PublicKey.ToLine()} }}";
        var many = Ground(sample.With(ours, ours + more));
        Assert.Equal(2, many.Contract.Record.ProcessorKeys.Count);
        Refuses<ProcessorKeyException>("APPROVAL-002", Sign(sample.Processor), many);
        Refuses<ProcessorKeyException>("APPROVAL-002", Sign(another), many);
        many = Ground(sample.With(theirs, theirs + more));
        Assert.Equal(2, many.Contract.Record.ReceivingVendorKeys.Count);
        Refuses<ReceivingVendorKeyException>("APPROVAL-003", Sign(sample.Vendor), many);
        Refuses<ReceivingVendorKeyException>("APPROVAL-003", Sign(another), many);
    }

    [Fact]
    public void Takes_a_key_from_the_very_instant_from_which_it_is_valid()
    {
        var from = "valid-from: 2026-01-05T08:00:00+01:00\n    valid-until: 2026-12-31T18:00:00+01:00\n    deputies";
        var yaml = sample.With(from, from.Replace("2026-01-05T08:00:00+01:00", "2026-11-22T12:00:00Z", StringComparison.Ordinal));
        Assert.Equal("directrice", Approval.Verify(Document, "plan@ecluse", Sign(sample.Director), Ground(yaml)).Id);
        var late = Refuses<KeyNotYetValidException>("APPROVAL-008", Sign(sample.Director), Ground(yaml) with { At = SampleContract.Within.AddSeconds(-1) });
        Assert.Contains("2026-11-22", late.Problem.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_withdrawals_of_a_key_the_earlier_one_counts_and_is_told()
    {
        var print = sample.Director.PublicKey.Fingerprint;
        var ground = Ground() with { Position = 50, Withdrawals = [new(print, 45), new(print, 42), new(print, 60)] };
        var refused = Refuses<KeyWithdrawnException>("APPROVAL-009", Sign(sample.Director), ground);
        Assert.Contains("42", refused.Problem.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_the_receiving_vendors_key() =>
        Refuses<ReceivingVendorKeyException>("APPROVAL-003", Sign(sample.Vendor), Ground());

    [Fact]
    public void Refuses_a_key_that_the_processor_put_in_under_the_directors_name()
    {
        var yaml = sample.With("enrolled-by: controller\n    confirmation", "enrolled-by: processor\n    confirmation");

        Refuses<ForeignEnrolmentException>("APPROVAL-004", Sign(sample.Director), Ground(yaml));
    }

    [Fact]
    public void Refuses_a_key_of_the_processor_that_stands_as_a_signatorys()
    {
        var yaml = sample.With(sample.Deputy.PublicKey.ToLine(), sample.Processor.PublicKey.ToLine());

        Refuses<ProcessorKeyException>("APPROVAL-002", Sign(sample.Processor), Ground(yaml));
        var error = Refuses<ContractNotInForceException>("APPROVAL-014", Sign(sample.Director), Ground(yaml));
        Assert.Equal(["CONTRACT-108"], error.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Refuses_a_signature_made_for_another_kind_of_document() =>
        Refuses<WrongNamespaceException>(
            "APPROVAL-005", sample.Director.Sign("instruction@ecluse", Document).Armor(), Ground());

    [Fact]
    public void Refuses_a_signature_over_another_document() =>
        Refuses<OtherDocumentException>(
            "APPROVAL-006", sample.Director.Sign("plan@ecluse", [.. Document, (byte)' ']).Armor(), Ground());

    [Fact]
    public void Refuses_an_expired_key_and_one_that_is_not_valid_yet()
    {
        var until = "valid-until: 2026-12-31T18:00:00+01:00\n    deputies";
        var from = "valid-from: 2026-01-05T08:00:00+01:00\n    valid-until: 2026-12-31T18:00:00+01:00\n    deputies";
        Refuses<KeyExpiredException>(
            "APPROVAL-007", Sign(sample.Director),
            Ground(sample.With(until, "valid-until: 2026-11-22T12:00:00Z\n    deputies")));
        Assert.NotNull(Approval.Verify(Document, "plan@ecluse", Sign(sample.Director),
            Ground(sample.With(until, "valid-until: 2026-11-22T12:00:01Z\n    deputies"))));
        Refuses<KeyNotYetValidException>(
            "APPROVAL-008", Sign(sample.Director),
            Ground(sample.With(from, from.Replace("2026-01-05T08:00:00+01:00", "2026-11-22T12:00:01Z", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(41, true)]
    [InlineData(42, false)]
    [InlineData(43, false)]
    public void Keeps_signatures_from_before_a_withdrawals_checkpoint_and_refuses_those_after(long position, bool good)
    {
        var withdrawal = new KeyWithdrawal(sample.Director.PublicKey.Fingerprint, 42);
        var ground = Ground() with { Position = position, Withdrawals = [withdrawal] };
        var inRecord = Ground(sample.With(
            "withdrawn-keys: []", $"withdrawn-keys: [{{ fingerprint: {withdrawal.Fingerprint}, from-checkpoint: 42 }}]"))
            with { Position = position };

        foreach (var one in new[] { ground, inRecord })
        {
            if (good)
            {
                Assert.Equal("directrice", Approval.Verify(Document, "plan@ecluse", Sign(sample.Director), one).Id);
            }
            else
            {
                Refuses<KeyWithdrawnException>("APPROVAL-009", Sign(sample.Director), one);
            }

            Assert.Equal("biologiste", Approval.Verify(Document, "plan@ecluse", Sign(sample.Deputy), one).Id);
        }
    }

    [Fact]
    public void Refuses_under_a_contract_that_has_expired_or_not_begun()
    {
        Refuses<ContractExpiredException>("APPROVAL-010", Sign(sample.Director), Ground() with { At = SampleContract.Until });
        Refuses<ContractNotYetInForceException>(
            "APPROVAL-011", Sign(sample.Director), Ground() with { At = SampleContract.From.AddSeconds(-1) });
    }

    [Fact]
    public void Refuses_under_a_contract_that_only_the_processor_signed()
    {
        var bytes = Encoding.UTF8.GetBytes(sample.Text);
        var contract = SignedContract.Read("c", bytes, null, SampleContract.Sign(sample.Processor, bytes));

        Refuses<ContractNotSignedByControllerException>(
            "APPROVAL-012", Sign(sample.Director), new ApprovalGround(contract, SampleContract.Within, 1));
        Refuses<ContractNotSignedByControllerException>(
            "APPROVAL-012", Sign(sample.Director),
            new ApprovalGround(sample.Signed(controller: sample.Processor), SampleContract.Within, 1));
    }

    [Fact]
    public void Refuses_as_long_as_the_first_key_is_not_confirmed_through_a_second_channel()
    {
        Refuses<FirstKeyNotConfirmedException>(
            "APPROVAL-013", Sign(sample.Director), Ground(sample.With("      how: telephone\n", "")));
        Refuses<FirstKeyNotConfirmedException>(
            "APPROVAL-013", Sign(sample.Deputy),
            new ApprovalGround(sample.Signed(controller: sample.Deputy), SampleContract.Within, 1));
    }

    [Fact]
    public void Refuses_under_a_contract_that_lacks_a_mention()
    {
        var error = Refuses<ContractNotInForceException>(
            "APPROVAL-014", Sign(sample.Director), Ground(sample.With("    notice-days: 5\n", "")));

        Assert.Contains("Evidence and audits", error.Problem.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_security_key_that_nobody_touched()
    {
        var (key, untouched, touched) = SecurityKey();
        var ground = Ground(sample.With(sample.Deputy.PublicKey.ToLine(), key.ToLine()));

        Assert.Equal("biologiste", Approval.Verify(Document, "plan@ecluse", touched, ground).Id);
        Refuses<KeyNotTouchedException>("APPROVAL-015", untouched, ground);
    }

    [Fact]
    public void Gives_every_refusal_a_message_of_its_own_in_both_languages()
    {
        var causes = typeof(ApprovalException).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ApprovalException))).ToList();

        Assert.Equal(16, causes.Count);
        Assert.All(causes, cause => Assert.True(cause.IsSealed));
        Assert.All(causes, cause => Assert.True(
            File.ReadAllText(RepositoryRoot.Of("docs", "reference", "errors", "approval.md"))
                .Contains(cause.Name[..^"Exception".Length], StringComparison.Ordinal), cause.Name));
    }

    [Fact]
    public void At_the_gate_believes_the_gates_own_list_only()
    {
        var own = Own(SignerList.Write(SampleContract.Read(sample.Text)));
        var signer = Approval.VerifyAtGate(Document, "plan@ecluse", Sign(sample.Deputy), own, SampleContract.Within);
        Assert.Equal("biologiste", signer.Principals);

        using var stranger = SshSigner.Generate("x");
        AtGate<KeyNotAtGateException>(Sign(stranger), own, SampleContract.Within);
        AtGate<KeyNotAtGateException>(Sign(sample.Processor), own, SampleContract.Within);
        AtGate<KeyNotAtGateException>(Sign(sample.Director), own, SampleContract.Until);
        AtGate<KeyNotAtGateException>(Sign(sample.Director), own, SampleContract.From.AddSeconds(-1));
        AtGate<WrongNamespaceException>(
            sample.Director.Sign("contract@ecluse", Document).Armor(), own, SampleContract.Within);
        AtGate<OtherDocumentException>(sample.Director.Sign("plan@ecluse", "x"u8).Armor(), own, SampleContract.Within);
        AtGate<KeyNotAtGateException>(sample.Director.Sign("manifest@ecluse", Document).Armor(), own, SampleContract.Within,
            "manifest@ecluse");
    }

    // A server asks for the challenge of a plan where people sign in: with the key they sign in with, and with the very key that signs.
    [Fact]
    public void A_sign_in_is_no_signature_here_nor_at_the_source_gate()
    {
        const string Console = "lab.example", Site = "sign.lab.example";
        using var key = new SoftPasskey(Site);
        using var signIn = new SoftPasskey(Console);
        var contract = sample.Text
            .Replace(sample.Deputy.PublicKey.ToLine(), PasskeySigning.PublicKey(key.Cose, Site).ToLine(), StringComparison.Ordinal)
            .Replace(sample.Deputy.PublicKey.Fingerprint, PasskeySigning.PublicKey(key.Cose, Site).Fingerprint, StringComparison.Ordinal);
        var own = Own(SignerList.Write(SampleContract.Read(contract)));

        var signed = Made(key, Site, Site);
        Assert.Equal("biologiste", Approval.Verify(Document, "plan@ecluse", signed, Ground(contract)).Id);
        Assert.Equal("biologiste", Approval.VerifyAtGate(Document, "plan@ecluse", signed, own, SampleContract.Within).Principals);

        foreach (var (by, called) in new[] { (signIn, Console), (signIn, Site), (key, Site) })
        {
            var stolen = Made(by, called, Console);
            Assert.ThrowsAny<EcluseException>(() => Approval.Verify(Document, "plan@ecluse", stolen, Ground(contract)));
            Assert.ThrowsAny<EcluseException>(() => Approval.VerifyAtGate(Document, "plan@ecluse", stolen, own, SampleContract.Within));
        }

        // Made by a key's authenticator at an origin, and called a signature of a site's.
        static string Made(SoftPasskey by, string called, string at)
        {
            var answer = by.Sign(PasskeySigning.Challenge("plan@ecluse", Document), $"https://{at}");
            return PasskeySigning.Signature(
                PasskeySigning.PublicKey(by.Cose, called), "plan@ecluse", answer.ClientData, answer.AuthenticatorData, answer.Signature, $"https://{at}").Armor();
        }
    }

    [Fact]
    public void Leaves_withdrawn_keys_and_keys_of_others_out_of_the_gates_list()
    {
        var yaml = sample.With(
            "withdrawn-keys: []",
            $"withdrawn-keys: [{{ fingerprint: {sample.Director.PublicKey.Fingerprint}, from-checkpoint: 0 }}]");

        var own = Own(SignerList.Write(SampleContract.Read(yaml)));

        Assert.Equal(["biologiste"], own.Entries.Select(entry => entry.Principals));
    }

    [Fact]
    public async Task Writes_a_list_that_ssh_keygen_takes()
    {
        var keygen = ProcessRun.Require("ssh-keygen");
        using var folder = new TestFolder();
        var list = folder.Write("allowed_signers", SignerList.Write(SampleContract.Read(sample.Text)));
        var signature = folder.Write("plan.json.sig", Sign(sample.Director));

        Assert.Equal(0, await VerifyAsync(Document, "20261122120000Z"));
        Assert.NotEqual(0, await VerifyAsync([.. Document, (byte)' '], "20261122120000Z"));
        Assert.NotEqual(0, await VerifyAsync(Document, "20270101120000Z"));

        async Task<int> VerifyAsync(byte[] document, string at) => (await ProcessRun.RunAsync(
            keygen,
            ["-Y", "verify", "-f", list, "-I", "directrice", "-n", "plan@ecluse", "-s", signature, "-O", $"verify-time={at}"],
            document)).ExitCode;
    }

    private static string Sign(SshSigner signer) => signer.Sign("plan@ecluse", Document).Armor();

    private ApprovalGround Ground(string? yaml = null) => new(sample.Signed(yaml), SampleContract.Within, 1);

    private static AllowedSigners Own(string text) => AllowedSigners.Parse(text, TimeZoneInfo.Utc);

    private static TCause Refuses<TCause>(string code, string signature, ApprovalGround ground)
        where TCause : ApprovalException
    {
        var error = Assert.Throws<TCause>(() => Approval.Verify(Document, "plan@ecluse", signature, ground));
        Assert.Equal((code, ErrorKind.Refused), (error.Code, error.Kind));
        Assert.All([error.Problem, error.Remedy], text => Assert.True(text.English.Length > 20 && text.French.Length > 20));
        return error;
    }

    private static void AtGate<TCause>(string signature, AllowedSigners own, DateTimeOffset at, string space = "plan@ecluse")
        where TCause : ApprovalException =>
        Assert.Throws<TCause>(() => Approval.VerifyAtGate(Document, space, signature, own, at));

    // A sk-ssh-ed25519 key made by hand (OpenSSH PROTOCOL.u2f): signed once with the touch flag and once without.
    private static (SshPublicKey Key, string Untouched, string Touched) SecurityKey()
    {
        var secret = new Org.BouncyCastle.Crypto.Parameters.Ed25519PrivateKeyParameters(
            System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        byte[] blob = [.. Bytes("sk-ssh-ed25519@openssh.com"u8), .. Bytes(secret.GeneratePublicKey().GetEncoded()), .. Bytes("ssh:"u8)];
        return (SshPublicKey.FromBlob(blob), Armor(0), Armor(1));

        string Armor(byte flags)
        {
            byte[] signed = [.. "SSHSIG"u8, .. Bytes("plan@ecluse"u8), .. Bytes([]), .. Bytes("sha512"u8),
                .. Bytes(System.Security.Cryptography.SHA512.HashData(Document))];
            byte[] tail = [flags, 0, 0, 0, 7];
            byte[] whole = [.. System.Security.Cryptography.SHA256.HashData("ssh:"u8), .. tail,
                .. System.Security.Cryptography.SHA256.HashData(signed)];
            var signer = new Org.BouncyCastle.Crypto.Signers.Ed25519Signer();
            signer.Init(true, secret);
            signer.BlockUpdate(whole, 0, whole.Length);
            byte[] raw = [.. Bytes("sk-ssh-ed25519@openssh.com"u8), .. Bytes(signer.GenerateSignature()), .. tail];
            byte[] file = [.. "SSHSIG"u8, 0, 0, 0, 1, .. Bytes(blob), .. Bytes("plan@ecluse"u8), .. Bytes([]),
                .. Bytes("sha512"u8), .. Bytes(raw)];
            var lines = Convert.ToBase64String(file).Chunk(70).Select(line => new string(line));
            return $"-----BEGIN SSH SIGNATURE-----\n{string.Join('\n', lines)}\n-----END SSH SIGNATURE-----\n";
        }

        static byte[] Bytes(ReadOnlySpan<byte> value)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            return [.. length, .. value];
        }
    }
}
