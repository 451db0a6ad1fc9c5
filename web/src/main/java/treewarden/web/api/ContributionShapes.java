package treewarden.web.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API answers about what a contribution says and what came of it, as {@link Shapes} is about all else. */
final class ContributionShapes {
    private ContributionShapes() {}

    record Quote(
            @Says("Untrusted text, as all of it; what nobody would see is written out")
            String before,

            @Says("The word that begins at the column") String marked,
            String after) {}

    record ReadLeaf(
            @Says("Its folder") String leaf,
            String kind,

            @Says("The version of the schema that it declares")
            int version,

            @Says("As the file says; untrusted text") String createdBy,

            @Says("Of a skill; untrusted text") @Nullable String task,
            @Says("Of knowledge; untrusted text") @Nullable String domain,
            @Says("Of knowledge; untrusted text") @Nullable String outline,
            @Says("Of knowledge") @Nullable Document document,

            @Says("What the attribution.txt beside it says; null where it was not read") @Nullable
            Credit credit,

            List<ReadExample> examples) {}

    record Credit(
            @Says("Of the work; untrusted text, empty where the file does not say it, as all of these")
            String title,

            String link,
            @Says("As it was written") String licence,
            String creators) {}

    record Document(
            @Says("The address of its repository; untrusted text")
            String repository,

            String commit,
            List<String> patterns) {}

    record ReadExample(@Says("Untrusted text") @Nullable String context, List<QuestionAndAnswer> questions) {}

    record QuestionAndAnswer(
            @Says("Untrusted text") String question,
            @Says("Untrusted text") String answer) {}

    record SampledRow(
            @Says("Made by a model, as all of the row: untrusted text") @Nullable
            String context,

            String question,
            @Nullable String answer,
            @Says("Of the judge") @Nullable Double score,
            @Says("The best that the judge gives") @Nullable Double bestScore,
            @Nullable String reason,

            @Says("The block that rejected it; null where it was kept") @Nullable
            String rejectedBy) {}

    record Provenance(
            @Says("git object name of the files that were checked; null where it is not known") @Nullable
            String tree,

            @Says("The leaves that were checked or sampled") List<TracedLeaf> leaves) {}

    record TracedLeaf(
            String leaf,

            @Says("SHA-256 of the bytes of its qna.yaml that were checked; null where it is not known") @Nullable
            String checked,

            @Says("What the attribution.txt beside it says, even where the leaf itself could not be read") @Nullable
            Credit credit,

            @Says("That made its sample; null where there is none") @Nullable
            String pipeline,

            @Says("SHA-256 of what makes the pipeline's rows what they are, but for seeds and teacher") @Nullable
            String pipelineDigest,

            @Says("Those that the sample read, or was to read")
            List<ReadDocument> documents) {}

    record ReadDocument(
            @Says("In its repository; untrusted text") String path,

            @Says("SHA-256 of its bytes; null where it could not be had") @Nullable
            String digest,

            @Says("Into how many it was cut for the teacher")
            int pieces,

            @Says("Why it could not be read, and what to do; null where it was") @Nullable
            String trouble) {}

    record Precheck(
            @Says("The release whose model was asked; null for that of the day") @Nullable
            String release,

            String model,
            String judge,
            Instant at,
            @Says("Questions that were answered well") int good,

            @Says("Questions that the limits left out") int unasked,

            @Says("Folders of leaves that the limits left out")
            List<String> omitted,

            @Says("Read and written by the model and the judge")
            long tokens,

            long millis,
            List<PrecheckedQuestion> answers) {}

    record PrecheckedQuestion(
            String leaf,
            @Says("Of which seed example it is, from 1") int example,

            @Says("What the model was shown with the question; untrusted text") @Nullable
            String context,

            @Says("Untrusted text") String question,
            @Says("Untrusted text") String expected,
            @Says("Untrusted text") @Nullable String actual,
            @Nullable Double score,
            @Nullable Double bestScore,
            @Nullable String reason,

            @Says("Why there is no answer or no score") @Nullable
            String problem) {}

    record SinceReview(
            @Says("Who judged it last") String by,
            @Says("What they said") String what,
            Instant at,
            @Says("The commit that they judged") String commit,

            @Says("Leaves that differ; none where the head is that commit")
            List<ChangedLeaf> leaves,

            @Says("How many more differ that are not compared here")
            int more,

            @Says("Why it cannot be said what changed") @Nullable
            String unknown,

            @Says("Where the code host shows what changed") @Nullable
            String compare) {}

    record ChangedLeaf(
            @Says("The file; untrusted text") String path,
            @Says("How it differs") String words,
            int added,
            int removed,
            @Says("Changed lines with some around them") List<ChangedLine> lines,

            @Says("What is to be known beside the lines") @Nullable
            String note) {}

    record ChangedLine(
            @Says("same, added, removed, or gap for lines that are left out")
            String kind,

            @Says("Its number in the version that was judged") @Nullable
            Integer before,

            @Says("Its number in the present version") @Nullable
            Integer after,

            @Says("Untrusted text") String text) {}

    record Requirement(
            @Says("Whether it is so") boolean met,

            @Says("What is so, or what is missing") String words) {}

    record Comment(
            @Says("May quote the contribution: untrusted text")
            String markdown,

            @Says("The same as the pages show it: safe to be put into a page")
            String html,

            @Says(
                    "delivered, waiting, parked or refused; forgotten where it was written over a month ago, and is made of"
                            + " what is known now")
            String state,

            @Says("When it came into that state") @Nullable Instant at,
            @Says("The last trouble with it") @Nullable String why) {}
}
