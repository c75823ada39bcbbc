using Ecluse.Errors;
using Ecluse.Instructions;

namespace Ecluse.Plans;

/// <summary>Why a dry run gives no plan; <c>docs/reference/errors/plan.md</c> lists them.</summary>
internal static class PlanErrors
{
    public static EcluseException NoPatientType() => Refused(
        "PLAN-001",
        new("The instruction does not list the record type patient; nothing passes without whom it belongs to.",
            "L’instruction ne liste pas le type patient ; rien ne passe sans savoir à qui cela appartient."),
        new("List patient with the fields that the target needs.", "Lister patient avec les champs dont la cible a besoin."));

    public static EcluseException Undated(string type, long count) => Refused(
        "PLAN-002",
        new($"{count} {type} records have an empty or impossible date, and the instruction says undated: refuse.",
            $"{count} enregistrements {type} ont une date vide ou impossible, et l’instruction dit undated: refuse."),
        new("Correct them at the source, or have an instruction signed that says leave or pass.",
            "Les corriger à la source, ou faire signer une instruction qui dise leave ou pass."));

    public static EcluseException PasswordLike(string table, string column, long count) => Refused(
        "PLAN-003",
        new($"The listed column {table}.{column} holds {count} values that look like passwords.",
            $"La colonne listée {table}.{column} contient {count} valeurs qui ressemblent à des mots de passe."),
        new("Take the field off the list, or class the column in the profile after looking at it, with the reason.",
            "Retirer le champ de la liste, ou classer la colonne dans le profil après l’avoir regardée, avec la raison."));

    public static EcluseException NotAsExpected(long expected, long found, int percent) => Refused(
        "PLAN-004",
        new($"{found} patients would pass; the instruction expects {expected}, within {percent} %.",
            $"{found} patients passeraient ; l’instruction en attend {expected}, à {percent} % près."),
        new("Find out why, then correct the bounds or the expected number and have the instruction signed again.",
            "Chercher pourquoi, puis corriger les bornes ou le nombre attendu et refaire signer l’instruction."));

    public static EcluseException CountsDisagree(string type, long counted, long read) => new(
        "PLAN-005",
        new($"The source counted {counted} {type} records that pass, and gave {read}.",
            $"La source a compté {counted} enregistrements {type} à passer, et en a donné {read}."),
        new("The source changes while it is read, or the profile's keys are not unique: run the plan again when it is quiet.",
            "La source change pendant la lecture, ou les clés du profil ne sont pas uniques : refaire le plan au calme."));

    public static EcluseException TestIdentityInProduction() => Refused(
        "PLAN-006",
        new("A patient carries an INS of the test or demonstration authority, and the instruction says production.",
            "Un patient porte un INS de l’autorité de test ou de démonstration, et l’instruction dit production."),
        new("Check which database the source connection names, or say environment: test.",
            "Vérifier quelle base la connexion source désigne, ou dire environment: test."));

    public static EcluseException Nothing() => Refused(
        "PLAN-007",
        new("No patient would pass: an empty plan is not a plan.", "Aucun patient ne passerait : un plan vide n’est pas un plan."),
        new("Check the source and the bounds.", "Vérifier la source et les bornes."));

    public static EcluseException EraseByPast() => Refused(
        "PLAN-008",
        new("The instruction's erase-by instant has come; nothing can be planned under it.",
            "L’échéance d’effacement de l’instruction est passée ; rien ne peut être planifié sous elle."),
        new("Have an instruction signed with a later erase-by.", "Faire signer une instruction avec une échéance ultérieure."));

    public static EcluseException NowhereToSay(Misfit misfit) => Refused(
        "PLAN-009",
        new($"{misfit.Type}.{misfit.Field} shall stay behind, and the target has no comment on a {misfit.Type} in which to say so.",
            $"{misfit.Type}.{misfit.Field} doit rester, et la cible n’a pas de commentaire de {misfit.Type} où le dire."),
        new("Choose leave-patient-out for this class, or map a comment in the target's profile.",
            "Choisir leave-patient-out pour cette classe, ou décrire un commentaire dans le profil de la cible."));

    public static EcluseException NoDocuments(Misfit misfit) => Refused(
        "PLAN-010",
        new($"{misfit.Type}.{misfit.Field} shall pass as a document, and the target keeps no documents.",
            $"{misfit.Type}.{misfit.Field} doit passer en document, et la cible ne garde pas de documents."),
        new("Choose leave-patient-out or leave-value-out for this class.",
            "Choisir leave-patient-out ou leave-value-out pour cette classe."));

    public static EcluseException SharedDoesNotFit(Misfit misfit) => Refused(
        "PLAN-011",
        new($"A {misfit.Type} does not fit the target ({misfit.Type}.{misfit.Field}, {misfit.Kind}); it belongs to no patient who could stay behind.",
            $"Un enregistrement {misfit.Type} n’entre pas dans la cible ({misfit.Type}.{misfit.Field}, {misfit.Kind}) ; il n’appartient à aucun patient qu’on puisse laisser."),
        new("Correct it at the source, or have leave-value-out signed for this class.",
            "Le corriger à la source, ou faire signer leave-value-out pour cette classe."));

    private static EcluseException Refused(string code, Text problem, Text remedy) =>
        new(code, problem, remedy, ErrorKind.Refused);
}
