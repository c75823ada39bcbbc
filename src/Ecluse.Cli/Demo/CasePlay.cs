using Ecluse.Errors;
using Ecluse.Samples;
using Ecluse.Samples.Profiles;
using Ecluse.Signatures;

namespace Ecluse.Cli.Demo;

/// <summary>
/// The reproaches of 2022 as attempts: each is a real command of this executable on the sample laboratory, and each must
/// be refused by name. Reproaches about watching and warnings belong to parts that are not built yet, and are not played.
/// </summary>
internal sealed class CasePlay(DemoScript script, DemoStage stage)
{
    private const int Patients = 200;

    /// <summary>Sets the stage: contract, instruction, plan; nothing signed yet but these.</summary>
    public Task PrepareAsync() => new DemoPlay(script, stage).PlanAsync(
        new SampleOptions { Patients = Patients, PatientsBeforeBound = Patients * 13 / 200 }, TimeSpan.FromDays(7));

    /// <summary>The scenes, in the order of the decision.</summary>
    public IEnumerable<CaseScene> Scenes() =>
    [
        new("§8", new("Portal logins and passwords left in clear, in columns of the export.", "Identifiants et mots de passe du portail sortis en clair, dans des colonnes de l’export."),
            new("Take a password column for a comment in the profile, under its harmless name, and plan.", "Prendre dans le profil une colonne de mots de passe, sous son nom anodin, pour un commentaire, et planifier."),
            "PLAN-003", HarmlessNameAsync),
        new("§36", new("Contracts with none of the mentions of article 28.", "Des contrats sans aucune des mentions de l’article 28."),
            new("Check a contract without its purpose.", "Vérifier un contrat sans sa finalité."),
            "✗", ContractWithoutPurposeAsync),
        new("§41, §49", new("The tool could only export the whole patient file.", "L’outil ne savait qu’exporter tout le fichier des patients."),
            new("Ask for « everything » in the instruction.", "Demander « tout » dans l’instruction."),
            "INSTRUCTION-002", EverythingAsync),
        new("§44", new("8,403 patients last seen before 7 May 2017 were extracted all the same.", "8 403 patients vus avant le 7 mai 2017 furent extraits quand même."),
            new("Look at the plan: who passes?", "Regarder le plan : qui passe ?"),
            null, PlanShowsBoundAsync, json => json.Contains("patient-before-bound", StringComparison.Ordinal)),
        new("§45", new("Comments P and D, not on the list, were exported.", "Les commentaires P et D, hors liste, furent exportés."),
            new("List comment P without a written reason.", "Lister le commentaire P sans raison écrite."),
            "INSTRUCTION-010", FreeTextWithoutReasonAsync),
        new("§47", new("Two support tickets stood for the approval.", "Deux tickets de support tenaient lieu d’approbation."),
            new("Open the passage with a ticket instead of a signature.", "Ouvrir le passage avec un ticket à la place d’une signature."),
            "SIGN-001", TicketAsync),
        new("§48", new("The receiving vendor’s e-mail was taken for the laboratory’s approval.", "Le courriel de l’éditeur destinataire fut pris pour l’accord du laboratoire."),
            new("Sign the plan with the receiving vendor’s key.", "Signer le plan avec la clé de l’éditeur destinataire."),
            "APPROVAL-003", () => SignedByAsync(stage.ReceivingKey, "receiving")),
        new("§48", new("Nobody checked who approved.", "Personne ne vérifiait qui approuvait."),
            new("Sign the plan with an unknown key.", "Signer le plan avec une clé inconnue."),
            "APPROVAL-001", () => SignedByAsync(stage.StrangerKey, "unknown")),
        new("§48", new("The processor answered for the controller.", "Le sous-traitant répondait pour le responsable."),
            new("Sign the plan with the operator’s own key.", "Signer le plan avec la clé de l’exploitante."),
            "APPROVAL-002", () => SignedByAsync(stage.VendorKey, "operator")),
        new("§48", new("An approval of something else.", "Un accord donné pour autre chose."),
            new("Use for the plan the director’s own signature of the instruction.", "Employer pour le plan la signature que la directrice a mise à l’instruction."),
            "APPROVAL-005", OtherDocumentAsync),
        new("§60, §62", new("Files in clear on the wire and on the disk.", "Fichiers en clair sur le réseau et sur le disque."),
            new("Seal a file, change one byte of it, open it.", "Sceller un fichier, en changer un octet, l’ouvrir."),
            "AGE-004", FlippedByteAsync),
        new("§64", new("Accounts shared by several employees.", "Des comptes partagés par plusieurs salariés."),
            new("Give a second person the same account.", "Donner le même compte à une deuxième personne."),
            "PERSON-001", () => script.TryAsync(
                false, "person", "add", "Hugo Marchal", "--organisation", "Solvane Santé", "--role", "operator")),
    ];

    private string Plan => Path.Combine(script.Folder, "plan.json");

    private async Task<(int, string, string)> HarmlessNameAsync()
    {
        // The laboratory lists comment D, with a reason; the profile then calls a column of passwords comment D.
        var instruction = Path.Combine(stage.Laboratory, "instruction-comment.yaml");
        var text = await File.ReadAllTextAsync(Path.Combine(stage.Laboratory, "instruction.yaml"));
        await File.WriteAllTextAsync(
            instruction,
            text.Replace("I-2026-001", "I-2026-002", StringComparison.Ordinal).Replace(
                "free-text:\n",
                "free-text:\n  - { type: patient, field: comment-d, reason: suivi des traitements en cours }\n",
                StringComparison.Ordinal));
        await script.TryAsync(false, "sign", instruction, "--key", stage.DirectorKey);
        var added = await script.TryAsync(false, "instruction", "add", instruction, "--signature", instruction + ".sig");
        if (added.Exit != 0)
        {
            return added;
        }

        var profile = Path.Combine(stage.Data, "profiles", "megabus.profile.yaml");
        var right = await File.ReadAllTextAsync(profile);
        await File.WriteAllTextAsync(profile, WrongProfiles.HarmlessName.Yaml);
        try
        {
            return await script.TryAsync(false, "plan", "I-2026-002", "-o", Path.Combine(script.Folder, "harmless.json"));
        }
        finally
        {
            await File.WriteAllTextAsync(profile, right);
        }
    }

    private async Task<(int, string, string)> ContractWithoutPurposeAsync()
    {
        var path = Path.Combine(stage.Laboratory, "contract-bad.yaml");
        var lines = (await File.ReadAllLinesAsync(Path.Combine(stage.Laboratory, "contract.yaml"))).ToList();
        var purpose = lines.IndexOf("  purpose:");
        lines.RemoveRange(purpose, lines.FindIndex(purpose + 1, line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ') - purpose);
        await File.WriteAllLinesAsync(path, lines);
        return await script.TryAsync(false, "contract", "check", path);
    }

    private Task<(int, string, string)> EverythingAsync() => ChangedInstructionAsync(
        "everything", text => text.Replace("family-name", "everything", StringComparison.Ordinal));

    private Task<(int, string, string)> FreeTextWithoutReasonAsync() => ChangedInstructionAsync(
        "free-text", text => text.Replace(
            "free-text:\n", "free-text:\n  - { type: patient, field: comment-p, reason: }\n", StringComparison.Ordinal));

    private async Task<(int, string, string)> ChangedInstructionAsync(string name, Func<string, string> change)
    {
        var path = Path.Combine(stage.Laboratory, $"instruction-{name}.yaml");
        var text = await File.ReadAllTextAsync(Path.Combine(stage.Laboratory, "instruction.yaml"));
        await File.WriteAllTextAsync(path, change(text));
        return await script.TryAsync(false, "instruction", "check", path);
    }

    private async Task<(int, string, string)> PlanShowsBoundAsync() => (0, await File.ReadAllTextAsync(Plan), "");

    private async Task<(int, string, string)> TicketAsync()
    {
        var ticket = Path.Combine(script.Folder, "ticket.txt");
        await File.WriteAllTextAsync(ticket, "SAV 2019-0417 : fichiers transmis.\n");
        return await script.TryAsync(false, "passage", "open", Plan, "--signature", ticket);
    }

    private async Task<(int, string, string)> SignedByAsync(string key, string name)
    {
        using var signer = SshSigner.Load(key);
        return await OpenWithAsync(
            signer.Sign(SignatureNamespaces.Plan, await File.ReadAllBytesAsync(Plan)).Armor(), name);
    }

    private Task<(int, string, string)> OtherDocumentAsync() => script.TryAsync(
        false, "passage", "open", Plan, "--signature", Path.Combine(stage.Laboratory, "instruction.yaml.sig"));

    private async Task<(int, string, string)> OpenWithAsync(string signature, string name)
    {
        var path = Path.Combine(script.Folder, $"{name}.sig");
        await File.WriteAllTextAsync(path, signature);
        return await script.TryAsync(false, "passage", "open", Plan, "--signature", path);
    }

    private async Task<(int, string, string)> FlippedByteAsync()
    {
        var identity = Path.Combine(script.Folder, "identity.txt");
        var clear = Path.Combine(script.Folder, "letter.txt");
        var sealedFile = Path.Combine(script.Folder, "letter.age");
        await File.WriteAllTextAsync(clear, "Rien ne se lit ici.\n");
        await script.TryAsync(false, "key", "new", "-o", identity);
        var recipient = (await File.ReadAllLinesAsync(identity)).Single(line => line.Contains("public key", StringComparison.Ordinal))
            .Split(':')[^1].Trim();
        await script.TryAsync(false, "seal", "-r", recipient, "-o", sealedFile, clear);
        var bytes = await File.ReadAllBytesAsync(sealedFile);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(sealedFile, bytes);
        return await script.TryAsync(false, "unseal", "-i", identity, "-o", Path.Combine(script.Folder, "opened.txt"), sealedFile);
    }
}
