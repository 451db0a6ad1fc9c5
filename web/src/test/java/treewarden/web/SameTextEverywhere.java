package treewarden.web;

import java.util.List;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.Credit;
import treewarden.domain.DocumentSource;
import treewarden.domain.Effect.ShowComment;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Person;
import treewarden.domain.Position;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.StoredLeaf;
import treewarden.domain.Usage;
import treewarden.store.AuditEvent;
import treewarden.store.Run;
import treewarden.store.RunOutcome;
import treewarden.store.SavedViews.SavedView;

/** Contributions that have the same text wherever a text from outside can stand. */
final class SameTextEverywhere {
    private SameTextEverywhere() {}

    static void on(Site site, int number, String text) {
        var judged = site.decide(given(number, text).now(), text, text);
        site.with(Given.read(judged, new StoredLeaf(path(text), site.keeps("before\n"))));
        judges(site, judged, text);
        var contribution = given(number, text)
                .pushed(1)
                .version(judged.version())
                .now()
                .assignedTo(new Person(7_000 + number, text));
        site.decide(contribution, text, text);
        site.with(new Run(
                contribution.id(),
                contribution.head(),
                RunOutcome.ERRORS,
                List.of(new CheckedLeaf(
                        path(text), 3, List.of(finding(text)), leaf(text), new Credit(text, text, text, text))),
                List.of(text),
                Site.NOON,
                new Run.Content("tree", "main", List.of(new StoredLeaf(path(text), site.keeps(text + "\n"))))));
        site.with(sample(contribution, text));
        site.with(precheck(contribution, text));
        site.write(transaction -> {
            transaction.actingFrom(text);
            transaction.audit(new AuditEvent(text, text, contribution.id(), text, text, text, text));
            transaction.show(Given.TAXONOMY, List.of(new ShowComment(contribution.id(), comment(text))));
        });
    }

    private static Given given(int number, String text) {
        return Given.contribution(number)
                .titled(text)
                .by(text)
                .of(LeafKind.KNOWLEDGE, "knowledge/" + text)
                .found(1, 0)
                .sampled(2, 1);
    }

    private static String path(String text) {
        return "knowledge/" + text + "/qna.yaml";
    }

    /** Somebody saw it before the last push. */
    private static void judges(Site site, Contribution it, String text) {
        site.write(transaction -> transaction.audit(new AuditEvent(
                text + " (7)", "decide", it.id(), it.head().hex(), "awaiting-triage", "changes-requested", text)));
    }

    /** Markdown in which nobody made the text harmless, wherever Markdown has a place for text. */
    private static String comment(String text) {
        return "### %1$s\n\n%1$s\n\n> %1$s\n\n`%1$s`\n\n| %1$s | b |\n|---|---|\n| %1$s | `c` |\n\n".formatted(text)
                + "[%1$s](<%1$s>) ![%1$s](<%1$s> \"%1$s\")\n\n- %1$s\n\n<%1$s>\n\n<details>\n<summary>%1$s</summary>\n\n%1$s\n"
                        .formatted(text);
    }

    /** And as the name of a view that somebody keeps. */
    static void keptBy(Site site, long person, String text) {
        site.write(transaction -> transaction.savedViews().save(person, new SavedView(text, "?q=" + text.hashCode())));
    }

    private static Finding finding(String text) {
        return new Finding(text, Severity.ERROR, path(text), new Position(3, 1), "/" + text, text, text, null);
    }

    private static Leaf leaf(String text) {
        return new Leaf.Knowledge(
                "knowledge/" + text,
                3,
                text,
                text,
                text,
                new DocumentSource(text, text, List.of(text)),
                List.of(new KnowledgeExample(text, List.of(new QuestionAndAnswer(text, text)))));
    }

    static SampleReport sample(Contribution contribution, String text) {
        return new SampleReport(
                contribution.id(),
                contribution.head(),
                text,
                List.of(new LeafSample(
                        "knowledge/" + text,
                        LeafKind.KNOWLEDGE,
                        text,
                        new Funnel(List.of(new Funnel.Step(text, 2, text), new Funnel.Step(text, 1, text))),
                        List.of(new SampleRow(text, text, text, new Score(2, 3), text, null)),
                        List.of(new SampleRow(text, text, text, new Score(0, 3), text, text)),
                        List.of(text),
                        text,
                        Usage.NONE,
                        1_000)),
                List.of(text),
                Usage.NONE,
                1_000);
    }

    static PrecheckReport precheck(Contribution contribution, String text) {
        return new PrecheckReport(
                contribution.id(),
                contribution.head(),
                null,
                text,
                text,
                text,
                List.of(),
                List.of(text),
                List.of(
                        new PrecheckAnswer("knowledge/" + text, 1, text, text, text, text, new Score(1, 5), text, text),
                        new PrecheckAnswer("skills/" + text, 1, text, text, text, text, null, null, text)),
                7,
                80,
                Usage.NONE,
                Site.NOON,
                1_000);
    }
}
