package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.Credit;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.Finding;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Position;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.Repository;
import treewarden.domain.SampleReport;
import treewarden.domain.Score;
import treewarden.domain.Severity;
import treewarden.domain.StoredLeaf;
import treewarden.domain.Usage;
import treewarden.store.Run;
import treewarden.store.RunOutcome;

/** Programs are told what the page of a contribution says below its findings. */
class ApiContributionTest {
    private static final String TIDES = "knowledge/tides";

    @TempDir
    Path folder;

    private Site site;
    private Contribution it;

    @BeforeEach
    void open() {
        site = Site.in(folder);
        it = Given.contribution(12).of(LeafKind.KNOWLEDGE, TIDES).now();
        site.with(it);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void beforeAnythingWasCheckedNothingIsKnownOfItsOrigin() {
        assertThat(shown().at("/provenance/tree").isNull()).isTrue();
        assertThat(shown().at("/provenance/leaves")).isEmpty();
    }

    @Test
    void eachFindingComesWithItsLine() {
        var file = TIDES + "/qna.yaml";
        var read = new StoredLeaf(file, site.keeps("version: 3\ncreated_by: ana\n"));
        site.with(new Run(
                it.id(),
                it.head(),
                RunOutcome.ERRORS,
                List.of(new CheckedLeaf(
                        file, 3, List.of(finding(file, 2), finding(TIDES + "/gone/qna.yaml", 1)), null)),
                List.of(),
                Site.NOON,
                new Run.Content("c".repeat(40), "main", List.of(read))));

        var findings = shown().at("/findings");

        assertThat(findings.at("/0/quote/before").asText()).isEqualTo("created_by: ");
        assertThat(findings.at("/0/quote/marked").asText()).isEqualTo("ana");
        assertThat(findings.at("/0/quote/after").asText()).isEmpty();
        assertThat(findings.at("/1/quote").isNull()).isTrue();
    }

    private static Finding finding(String path, int line) {
        return new Finding("schema", Severity.ERROR, path, new Position(line, 13), "", "Wrong.", "Mend it.", null);
    }

    @Test
    void itsProvenanceComesWithWholeDigests() {
        checked();
        sampled();

        var leaf = shown().at("/provenance/leaves/0");

        assertThat(shown().at("/provenance/tree").asText()).isEqualTo("c".repeat(40));
        assertThat(leaf.at("/leaf").asText()).isEqualTo(TIDES);
        assertThat(leaf.at("/checked").asText()).isEqualTo(Digest.of("it").hex());
        assertThat(leaf.at("/credit/licence").asText()).isEqualTo("CC-BY-SA-4.0");
        assertThat(leaf.at("/pipeline").asText()).isEqualTo("full/knowledge");
        assertThat(leaf.at("/pipelineDigest").asText())
                .isEqualTo(Digest.of("pipeline").hex());
        assertThat(leaf.at("/documents/0/path").asText()).isEqualTo("moon.md");
        assertThat(leaf.at("/documents/0/digest").asText())
                .isEqualTo(Digest.of("moon").hex());
        assertThat(leaf.at("/documents/0/pieces").asInt()).isEqualTo(3);
        assertThat(leaf.at("/documents/1/digest").isNull()).isTrue();
        assertThat(leaf.at("/documents/1/trouble").asText()).isEqualTo("It is not there.");
    }

    @Test
    void whatTheSampleTookAndLeftOutIsTold() {
        sampled();

        var sample = shown().at("/sample");

        assertThat(sample.at("/omitted/0").asText()).isEqualTo("knowledge/late");
        assertThat(sample.at("/leaves/0/tokens").asLong()).isEqualTo(1_700);
        assertThat(sample.at("/leaves/0/millis").asLong()).isEqualTo(9_500);
        assertThat(shown().at("/provenance/leaves/0/checked").isNull())
                .as("sampled, and nobody knows of which bytes")
                .isTrue();
    }

    @Test
    void whatAPrecheckTookAndLeftOutIsTold() {
        site.with(new PrecheckReport(
                it.id(),
                it.head(),
                null,
                "community-7b",
                "judge",
                "1",
                List.of(),
                List.of("knowledge/late"),
                List.of(new PrecheckAnswer(TIDES, 2, "The sea.", "Why?", "So.", "So.", new Score(5, 5), null, null)),
                3,
                80,
                new Usage(2, 900, 100),
                Site.NOON,
                1_400));

        var precheck = shown().at("/prechecks/0");

        assertThat(precheck.at("/unasked").asInt()).isEqualTo(3);
        assertThat(precheck.at("/omitted/0").asText()).isEqualTo("knowledge/late");
        assertThat(precheck.at("/tokens").asLong()).isEqualTo(1_000);
        assertThat(precheck.at("/millis").asLong()).isEqualTo(1_400);
        assertThat(precheck.at("/answers/0/example").asInt()).isEqualTo(2);
        assertThat(precheck.at("/answers/0/context").asText()).isEqualTo("The sea.");
    }

    @Test
    void theTreeNamesTheOtherRepositories() {
        site.knows("knowledge/law");
        site.write(transaction -> transaction.repositories().remember(new Repository(2, "instructlab", "zoology", 5)));

        var tree = described().get("/api/tree", site.get("/api/tree"));

        assertThat(tree.at("/repository").asText()).isEqualTo("instructlab/taxonomy");
        assertThat(tree.at("/others")).hasSize(1);
        assertThat(tree.at("/others/0").asText()).isEqualTo("instructlab/zoology");
    }

    /** The leaf itself could not be read; whose work it draws on could. */
    private void checked() {
        var file = TIDES + "/qna.yaml";
        site.with(new Run(
                it.id(),
                it.head(),
                RunOutcome.PASSED,
                List.of(new CheckedLeaf(
                        file, 3, List.of(), null, new Credit("Tides", "https://sea.example", "CC-BY-SA-4.0", ""))),
                List.of(),
                Site.NOON,
                new Run.Content("c".repeat(40), "main", List.of(new StoredLeaf(file, Digest.of("it"))))));
    }

    private void sampled() {
        site.with(new SampleReport(
                it.id(),
                it.head(),
                "teacher-8x7b",
                List.of(new LeafSample(
                        TIDES,
                        LeafKind.KNOWLEDGE,
                        "full/knowledge",
                        new Funnel(List.of()),
                        List.of(),
                        List.of(),
                        List.of(
                                new DocumentNote("moon.md", Digest.of("moon"), 3, null),
                                new DocumentNote("sun.md", null, 0, "It is not there.")),
                        List.of(),
                        null,
                        new Usage(4, 1_500, 200),
                        9_500,
                        Digest.of("pipeline"))),
                List.of("knowledge/late"),
                new Usage(4, 1_500, 200),
                9_500));
    }

    private JsonNode shown() {
        return described()
                .get(
                        "/api/contributions/{owner}/{name}/{number}",
                        site.get("/api/contributions/instructlab/taxonomy/12"));
    }

    private AsDescribed described() {
        return AsDescribed.by(site.get("/api/openapi.json"));
    }
}
