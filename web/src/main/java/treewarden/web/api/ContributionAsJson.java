package treewarden.web.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Credit;
import treewarden.domain.Digest;
import treewarden.domain.Finding;
import treewarden.domain.Leaf;
import treewarden.domain.LeafSample;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.store.AuditEntry;
import treewarden.store.Run;
import treewarden.web.TraceLeaves;
import treewarden.web.TraceLeaves.Traced;
import treewarden.web.comment.ReadComment.Written;
import treewarden.web.view.Quotes;
import treewarden.web.view.SinceReview;

/** What is known of a contribution, in the shapes of the API. */
final class ContributionAsJson {
    private ContributionAsJson() {}

    static Shapes.Finding finding(Finding finding, Quotes quotes) {
        var quote = quotes.at(place(finding));
        return new Shapes.Finding(
                finding.path(),
                finding.rule(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.at().line(),
                finding.at().column(),
                finding.pointer(),
                finding.message(),
                finding.remedy(),
                quote == null ? null : new ContributionShapes.Quote(quote.before(), quote.marked(), quote.after()));
    }

    static Quotes.Place place(Finding finding) {
        return new Quotes.Place(
                finding.path(), finding.at().line(), finding.at().column());
    }

    /** Empty where it could not be understood. */
    static Stream<ContributionShapes.ReadLeaf> leaf(CheckedLeaf checked) {
        return Stream.ofNullable(checked.leaf()).map(leaf -> leaf(leaf, checked.credit()));
    }

    private static ContributionShapes.ReadLeaf leaf(Leaf leaf, @Nullable Credit beside) {
        var credit = credit(beside);
        if (leaf instanceof Leaf.Knowledge knowledge) {
            var document = knowledge.document();
            return new ContributionShapes.ReadLeaf(
                    leaf.path(),
                    leaf.kind().words(),
                    leaf.version(),
                    leaf.createdBy(),
                    null,
                    knowledge.domain(),
                    knowledge.documentOutline(),
                    new ContributionShapes.Document(document.repo(), document.commit(), document.patterns()),
                    credit,
                    knowledge.examples().stream()
                            .map(example -> new ContributionShapes.ReadExample(
                                    example.context(),
                                    example.questionsAndAnswers().stream()
                                            .map(pair -> new ContributionShapes.QuestionAndAnswer(
                                                    pair.question(), pair.answer()))
                                            .toList()))
                            .toList());
        }
        var skill = (Leaf.Skill) leaf;
        return new ContributionShapes.ReadLeaf(
                leaf.path(),
                leaf.kind().words(),
                leaf.version(),
                leaf.createdBy(),
                skill.taskDescription(),
                null,
                null,
                null,
                credit,
                skill.examples().stream()
                        .map(example -> new ContributionShapes.ReadExample(
                                example.context(),
                                List.of(new ContributionShapes.QuestionAndAnswer(
                                        example.question(), example.answer()))))
                        .toList());
    }

    private static ContributionShapes.@Nullable Credit credit(@Nullable Credit credit) {
        return credit == null
                ? null
                : new ContributionShapes.Credit(credit.title(), credit.link(), credit.licence(), credit.creators());
    }

    static Shapes.Sample sample(SampleReport report) {
        return new Shapes.Sample(
                report.teacher(),
                report.made(),
                report.kept(),
                report.usage().requests(),
                report.usage().tokens(),
                report.millis(),
                report.leaves().stream().map(ContributionAsJson::sampled).toList(),
                report.omitted());
    }

    private static Shapes.SampledLeaf sampled(LeafSample leaf) {
        return new Shapes.SampledLeaf(
                leaf.leaf(),
                leaf.kind().words(),
                leaf.pipeline(),
                leaf.funnel().made(),
                leaf.funnel().kept(),
                leaf.usage().tokens(),
                leaf.millis(),
                leaf.problem(),
                leaf.funnel().steps().stream()
                        .map(step -> new Shapes.Step(step.block(), step.words(), step.rows()))
                        .toList(),
                leaf.notes(),
                Stream.concat(leaf.kept().stream(), leaf.rejected().stream())
                        .map(ContributionAsJson::row)
                        .toList());
    }

    private static ContributionShapes.SampledRow row(SampleRow row) {
        var score = row.score();
        return new ContributionShapes.SampledRow(
                row.context(),
                row.question(),
                row.answer(),
                score == null ? null : (Double) score.value(),
                score == null ? null : (Double) score.best(),
                row.reason(),
                row.rejectedBy());
    }

    static ContributionShapes.Precheck precheck(PrecheckReport report) {
        return new ContributionShapes.Precheck(
                report.release(),
                report.model(),
                report.judge(),
                report.at(),
                report.good(),
                report.unasked(),
                report.omitted(),
                report.usage().tokens(),
                report.millis(),
                report.answers().stream().map(ContributionAsJson::answer).toList());
    }

    private static ContributionShapes.PrecheckedQuestion answer(PrecheckAnswer answer) {
        var score = answer.score();
        return new ContributionShapes.PrecheckedQuestion(
                answer.leaf(),
                answer.example(),
                answer.context(),
                answer.question(),
                answer.expected(),
                answer.actual(),
                score == null ? null : (Double) score.value(),
                score == null ? null : (Double) score.best(),
                answer.reason(),
                answer.problem());
    }

    static ContributionShapes.Provenance provenance(Optional<Run> run, Optional<SampleReport> sample) {
        return new ContributionShapes.Provenance(
                run.map(Run::content).map(Run.Content::tree).orElse(null),
                TraceLeaves.of(run, sample).stream()
                        .map(ContributionAsJson::traced)
                        .toList());
    }

    private static ContributionShapes.TracedLeaf traced(Traced traced) {
        var checked = traced.checked();
        var sampled = traced.sampled();
        return new ContributionShapes.TracedLeaf(
                traced.folder(),
                hex(traced.digest()),
                checked == null ? null : credit(checked.credit()),
                sampled == null ? null : sampled.pipeline(),
                sampled == null ? null : hex(sampled.pipelineDigest()),
                sampled == null
                        ? List.of()
                        : sampled.documents().stream()
                                .map(note -> new ContributionShapes.ReadDocument(
                                        note.path(), hex(note.digest()), note.pieces(), note.trouble()))
                                .toList());
    }

    private static @Nullable String hex(@Nullable Digest digest) {
        return digest == null ? null : digest.hex();
    }

    /** @param judgement null while nobody judged */
    static ContributionShapes.@Nullable SinceReview since(@Nullable AuditEntry judgement, SinceReview since) {
        if (judgement == null) {
            return null;
        }
        var event = judgement.event();
        return new ContributionShapes.SinceReview(
                event.by(),
                event.why(),
                judgement.at(),
                event.head() == null ? "" : event.head(),
                since.files().stream().map(ContributionAsJson::changed).toList(),
                since.more(),
                orNull(since.unknown()),
                orNull(since.compare()));
    }

    private static ContributionShapes.ChangedLeaf changed(SinceReview.File file) {
        return new ContributionShapes.ChangedLeaf(
                file.path(),
                file.words(),
                file.added(),
                file.removed(),
                file.lines().stream()
                        .map(line -> new ContributionShapes.ChangedLine(
                                line.kind(), number(line.before()), number(line.after()), line.text()))
                        .toList(),
                orNull(file.note()));
    }

    static ContributionShapes.Comment comment(Written written) {
        var last = written.last();
        return new ContributionShapes.Comment(
                written.markdown(),
                written.html(),
                last == null ? "forgotten" : last.state().name().toLowerCase(Locale.ROOT),
                last == null ? null : last.at(),
                last == null ? null : last.why());
    }

    static Shapes.Event event(AuditEntry entry) {
        var event = entry.event();
        return new Shapes.Event(
                entry.number(),
                entry.at(),
                event.by(),
                event.action(),
                event.head(),
                event.before(),
                event.after(),
                event.why(),
                entry.origin());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Integer number(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }
}
