package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.Score;
import treewarden.domain.StoredLeaf;
import treewarden.domain.Usage;

class PrechecksTest extends Contract {
    private static final ContributionId ID = new ContributionId(TAXONOMY.id(), 1);
    private static final CommitId LATER = new CommitId("b".repeat(40));

    @BeforeEach
    void aContributionIsThere() {
        apply(decide(contribution(1)));
    }

    @Test
    void whatTheModelOfTheDayAnsweredIsFoundByTheHead() {
        var report = report(HEAD, null, "granite");

        save(report);

        assertThat(find(HEAD, null)).contains(report);
        assertThat(find(LATER, null)).isEmpty();
        assertThat(find(HEAD, "release-1")).isEmpty();
    }

    @Test
    void aLaterReportTakesThePlaceOfTheEarlierOne() {
        var first = save(report(HEAD, null, "granite"));
        var second = save(report(HEAD, null, "granite-2"));

        assertThat(second).isNotEqualTo(first);
        assertThat(find(HEAD, null))
                .hasValueSatisfying(kept -> assertThat(kept.model()).isEqualTo("granite-2"));
    }

    @Test
    void theModelOfTheDayComesBeforeThoseOfReleasesWhicheverWasStoredFirst() {
        save(report(HEAD, "release-2", "second"));
        clock.advance(Duration.ofSeconds(1));
        save(report(HEAD, "release-1", "first"));
        save(report(HEAD, null, "granite"));
        save(report(LATER, null, "other"));

        List<PrecheckReport> all = database.read(tables -> tables.prechecks().list(ID, HEAD));

        assertThat(all).extracting(PrecheckReport::model).containsExactly("granite", "second", "first");
    }

    @Test
    void whatAModelSaysIsKeptAsItIs() {
        var report = report(HEAD, null, "a\u0000b '; drop table precheck; -- \uD83C\uDF33");

        save(report);

        assertThat(find(HEAD, null)).contains(report);
    }

    private Digest save(PrecheckReport report) {
        return database.write(transaction -> transaction.prechecks().save(report));
    }

    private Optional<PrecheckReport> find(CommitId head, @Nullable String release) {
        return database.read(tables -> tables.prechecks().find(ID, head, release));
    }

    private static PrecheckReport report(CommitId head, @Nullable String release, String model) {
        return new PrecheckReport(
                ID,
                head,
                release,
                model,
                "teacher",
                "precheck/judge 0123456789ab",
                List.of(new StoredLeaf("compositional_skills/haiku/qna.yaml", Digest.of("haiku"))),
                List.of("knowledge/left/out"),
                List.of(
                        new PrecheckAnswer(
                                "compositional_skills/haiku",
                                1,
                                "A pond.",
                                "Which season?",
                                "Spring.",
                                "Winter.",
                                new Score(2, 5),
                                "It is another season.",
                                null),
                        new PrecheckAnswer(
                                "compositional_skills/haiku",
                                2,
                                null,
                                "Why?",
                                "Frogs.",
                                null,
                                null,
                                null,
                                "It was not answered.")),
                3,
                80,
                new Usage(3, 400, 50),
                Instant.parse("2026-11-22T12:00:00Z"),
                1_200);
    }
}
