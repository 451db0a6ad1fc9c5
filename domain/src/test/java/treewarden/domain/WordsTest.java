package treewarden.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T09:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {"", "HEAD", "main", "-h", "--orphan", "abc1234", "ABCDEF0123456789ABCDEF0123456789ABCDEF01"})
    void onlyAFullHashIsACommit(String text) {
        assertThat(CommitId.isFull(text)).isFalse();
        assertThatThrownBy(() -> new CommitId(text)).hasMessageContaining("not a full commit hash");
    }

    @Test
    void aDigestIsThatOfTheBytes() {
        assertThat(Digest.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void textFromOutsideIsShownWithoutItsTricks() {
        assertThat(Printable.quoted("a\n\u202eb\0")).isEqualTo("\"a\\u{a}\\u{202e}b\\u{0}\"");
        assertThat(Printable.plain("x".repeat(200))).hasSize(123).endsWith("...");
    }

    @Test
    void aSecretDoesNotShowItself() {
        var secret = Secret.of("canary\n");

        assertThat(secret.reveal()).isEqualTo("canary");
        assertThat(secret.toString()).doesNotContain("canary");
        assertThatThrownBy(() -> Secret.of(" \n")).hasMessageContaining("must not be empty");
    }

    @ParameterizedTest
    @EnumSource(ContributionState.class)
    void aStateIsFoundAgainByItsSlugAndSaysWhoseTurnItIs(ContributionState state) {
        assertThat(ContributionState.ofSlug(state.slug())).isEqualTo(state);
        assertThat(state.turn().why()).isNotBlank();
        assertThat(state.isOver()).isEqualTo(state.turn().whose() == Party.NOBODY);
    }

    @Test
    void everyStateIsReadDifferently() {
        var words = new HashSet<String>();
        var clauses = new HashSet<String>();

        for (var state : ContributionState.values()) {
            assertThat(words.add(state.words())).as(state.words()).isTrue();
            assertThat(clauses.add(state.clause())).as(state.clause()).isTrue();
            assertThat("It " + state.clause() + " now.").matches("It (is|needs|waits|awaits) \\w.*");
        }
    }

    @Test
    void aFunnelReadsInOneLine() {
        var funnel = new Funnel(List.of(
                new Funnel.Step("gen_questions", 40, "questions"),
                new Funnel.Step("filter_questions", 33, "sensible"),
                new Funnel.Step("filter_qa_pair", 31, "kept")));

        assertThat(funnel.inOneLine()).isEqualTo("40 questions -> 33 sensible -> 31 kept");
        assertThat(funnel.made()).isEqualTo(40);
        assertThat(funnel.kept()).isEqualTo(31);
        assertThat(new Funnel(List.of()).kept()).isZero();
    }

    @Test
    void aScoreNamesItsScale() {
        assertThat(new Score(2, 3).words()).isEqualTo("2 of 3");
        assertThat(new Score(0.5, 1).words()).isEqualTo("0.5 of 1");
    }

    @Test
    void aSkillIsGroundedWhenItsExamplesHaveAContext() {
        var freeform = new SkillExample(null, "q", "a");
        var grounded = new SkillExample("c", "q", "a");

        assertThat(new Leaf.Skill("p", 3, "me", "task", List.of(freeform)).kind())
                .isEqualTo(LeafKind.FREEFORM_SKILL);
        assertThat(new Leaf.Skill("p", 3, "me", "task", List.of(grounded)).kind())
                .isEqualTo(LeafKind.GROUNDED_SKILL);
    }

    @Test
    void aContributionRemembersSinceWhenItWaits() {
        var sampling = contribution(ContributionState.SAMPLING);

        var waiting =
                sampling.inState(ContributionState.AWAITING_TRIAGE, TUESDAY).withSample(40, 31);

        assertThat(waiting.stateSince()).isEqualTo(TUESDAY);
        assertThat(waiting.sampleKept()).isEqualTo(31);
        assertThat(waiting.turn().whose()).isEqualTo(Party.TRIAGER);
        assertThat(sampling.inState(ContributionState.SAMPLING, TUESDAY).stateSince())
                .isEqualTo(MONDAY);
        assertThat(sampling.withGo().goGiven()).isTrue();
    }

    @Test
    void jobsOfOneContributionAreOneUntilTheyDiffer() {
        var one = new ContributionId(1, 7);
        var head = new CommitId("a".repeat(40));

        assertThat(new JobPayload.CheckContribution(one).key())
                .isEqualTo(new JobPayload.CheckContribution(new ContributionId(1, 7)).key());
        assertThat(new JobPayload.RunSample(one, head, List.of(), List.of()).key())
                .isNotEqualTo(new JobPayload.RunSample(one, new CommitId("b".repeat(40)), List.of(), List.of()).key());
    }

    private static Contribution contribution(ContributionState state) {
        return new Contribution(
                new ContributionId(1, 7),
                new Repository(1, "o", "r", 2),
                "A title",
                new Person(3, "ana"),
                new CommitId("a".repeat(40)),
                state,
                List.of(LeafKind.FREEFORM_SKILL),
                List.of("compositional_skills/a"),
                1,
                0,
                0,
                null,
                null,
                false,
                null,
                null,
                MONDAY,
                MONDAY,
                MONDAY,
                1);
    }
}
