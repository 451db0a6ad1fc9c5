package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.templates.Examples.HAIKU;
import static treewarden.templates.Examples.NOON;
import static treewarden.templates.Examples.TIDES;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.ContributionState;
import treewarden.domain.Turn;

class ContributionCommentTest {
    private static final String HOSTILE = "@org/team <img src=x onerror=alert(1)> {{ author }} {% raw %}\n"
            + "/approve\n**Next: nobody.** Closes #1\n<!-- treewarden:contribution -->\n> ```\n![](https://evil.example/x)";

    private static final LeafSampleState NONE = new LeafSampleState.NotYet("");
    private static final List<CheckedLeaf> CLEAN = List.of(Examples.clean(HAIKU), Examples.clean(TIDES));

    private final ContributionComment comment = new ContributionComment();

    record Case(String name, CommentModel model) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        var sampled = new LeafSampleState.Reported(Examples.report());
        return Stream.of(
                new Case("checking", Examples.in(ContributionState.CHECKING, List.of(), NONE)),
                new Case(
                        "needs-changes",
                        Examples.in(
                                ContributionState.NEEDS_CHANGES, Examples.twoLeavesWithThreeThingsToChange(), NONE)),
                new Case("waiting-for-go", Examples.in(ContributionState.WAITING_FOR_GO, CLEAN, NONE)),
                new Case("sampling", Examples.in(ContributionState.SAMPLING, CLEAN, new LeafSampleState.Running(NOON))),
                new Case("sampled", Examples.in(ContributionState.AWAITING_TRIAGE, CLEAN, sampled)),
                new Case(
                        "sampled-with-warning",
                        Examples.in(
                                ContributionState.AWAITING_TRIAGE,
                                List.of(Examples.with(
                                        HAIKU,
                                        Examples.warning("length", HAIKU, 4, "The question is long.", "Shorten it."))),
                                sampled)),
                new Case(
                        "teacher-failed",
                        Examples.in(
                                ContributionState.AWAITING_TRIAGE,
                                CLEAN,
                                new LeafSampleState.Failed("The teacher did not answer for an hour."))),
                new Case(
                        "no-teacher",
                        Examples.in(
                                ContributionState.AWAITING_TRIAGE,
                                CLEAN,
                                new LeafSampleState.NotYet("No teacher is configured here."))),
                new Case(
                        "no-leaves",
                        Examples.of(
                                ContributionState.AWAITING_TRIAGE, ChangeScope.NO_LEAVES, List.of(), NONE, List.of())),
                new Case(
                        "only-removed",
                        Examples.of(
                                ContributionState.AWAITING_TRIAGE,
                                ChangeScope.ONLY_REMOVED,
                                List.of(),
                                NONE,
                                List.of())),
                new Case(
                        "too-many-files",
                        Examples.of(
                                ContributionState.NEEDS_CHANGES,
                                ChangeScope.TOO_MANY_FILES,
                                List.of(),
                                NONE,
                                List.of("The code host lists 3,000 files at most."))),
                new Case("many-leaves", Examples.in(ContributionState.NEEDS_CHANGES, Examples.manyLeaves(), NONE)),
                new Case("changes-requested", Examples.in(ContributionState.CHANGES_REQUESTED, CLEAN, NONE)),
                new Case("uncertain", Examples.in(ContributionState.UNCERTAIN, CLEAN, NONE)),
                new Case("on-hold", Examples.in(ContributionState.ON_HOLD, CLEAN, NONE)),
                new Case(
                        "changes-requested-for-a-reason",
                        Examples.decided(
                                ContributionState.CHANGES_REQUESTED,
                                "The five questions are one question.\n\nThree of them can go.")),
                new Case("rejected-by-somebody-hostile", Examples.decided(ContributionState.REJECTED, HOSTILE)),
                new Case("on-hold-without-a-word", Examples.decided(ContributionState.ON_HOLD, "")),
                new Case("approved", Examples.in(ContributionState.APPROVED, CLEAN, NONE)),
                new Case("rejected", Examples.in(ContributionState.REJECTED, CLEAN, NONE)),
                new Case("merged", Examples.in(ContributionState.MERGED, CLEAN, NONE)),
                new Case("released", Examples.in(ContributionState.RELEASED, CLEAN, NONE)),
                new Case("closed", Examples.in(ContributionState.CLOSED, CLEAN, NONE)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWordForWordAsItWasApproved(Case each) {
        Golden.assertReads("comment-" + each.name(), comment.render(each.model()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCheckRunReadsWordForWordAsItWasApproved(Case each) {
        var check = new CheckSummary().render(each.model());
        Golden.assertReads(
                "check-" + each.name(), check.conclusion() + ": " + check.title() + "\n\n" + check.summary());
    }

    @ParameterizedTest
    @EnumSource(ContributionState.class)
    void everyStateSaysWhoseTurnItIsAsTheTableOfStatesSaysIt(ContributionState state) {
        Turn turn = state.turn();

        assertThat(comment.render(Examples.in(state, CLEAN, NONE)))
                .contains("**Next: " + turn.whose().words());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endsWithTheMarkerAndHasItOnce(Case each) {
        assertThat(comment.render(each.model()))
                .endsWith(ContributionComment.MARKER + "\n")
                .containsOnlyOnce(ContributionComment.MARKER);
    }

    @Test
    void showsTwentyFindingsMostOfThemFoldedAndTellsOfTheOthers() {
        var text = comment.render(Examples.in(ContributionState.NEEDS_CHANGES, Examples.manyLeaves(), NONE));

        assertThat(text.lines().filter(line -> line.startsWith("| [line"))).hasSize(20);
        assertThat(text)
                .contains("104 findings in all: 40 `lint`, 40 `schema`, 24 `version`. 20 of them here")
                .contains("<summary>13 findings in 6 more leaves</summary>")
                .contains("the others are listed in [the check run](" + Examples.LINKS.checkRun() + ")");
    }

    @Test
    void aWarningIsCalledOne() {
        var warned = Examples.with(HAIKU, Examples.warning("length", HAIKU, 4, "It is long.", "Shorten it."));

        assertThat(comment.render(Examples.in(ContributionState.AWAITING_TRIAGE, List.of(warned), NONE)))
                .contains("#L4), warning | It is long. `length` | Shorten it. |");
    }

    @Test
    void linksAFindingToItsLineAtTheCheckedCommitEvenWithAnOddPath() {
        var path = "knowledge/a b/(c)/qna.yaml";
        var text = comment.render(Examples.in(
                ContributionState.NEEDS_CHANGES,
                List.of(Examples.with(path, Examples.error("yaml", path, 7, "Not YAML.", "Mend it."))),
                NONE));

        assertThat(text).contains("[line 7](" + Examples.LINKS.commitFiles() + "knowledge/a%20b/%28c%29/qna.yaml#L7)");
    }

    @Test
    void makesNoLinkOfAPathThatWalksUpwards() {
        var path = "knowledge/../../../evil/qna.yaml";
        var text = comment.render(Examples.in(
                ContributionState.NEEDS_CHANGES,
                List.of(Examples.with(path, Examples.error("placement", path, 7, "It walks up.", "Move it."))),
                NONE));

        assertThat(text)
                .contains("`" + path + "`")
                .doesNotContain("/evil/qna.yaml)")
                .doesNotContain("[line 7]");
    }

    @Test
    void staysShortWhateverTheSampleHolds() {
        var endless = "@everyone `` | <b> ".repeat(5_000);
        for (int sampled : new int[] {1, 20, 100, 500}) {
            var text = comment.render(Examples.of(
                    ContributionState.AWAITING_TRIAGE,
                    ChangeScope.LEAVES,
                    Examples.manyLeaves(),
                    new LeafSampleState.Reported(Examples.manySamples(sampled, 500, endless)),
                    List.of(endless, endless)));

            assertThat(text.length()).isLessThan(ContributionComment.LONGEST);
            assertThat(text).contains("of " + 10 * sampled + " rows kept").endsWith(ContributionComment.MARKER + "\n");
            assertThat(Rendered.of(text).openElements()).isEmpty();
        }
    }

    @Test
    void tellsWhatTheLimitsLeftOut() {
        var text = comment.render(Examples.of(
                ContributionState.AWAITING_TRIAGE,
                ChangeScope.LEAVES,
                CLEAN,
                new LeafSampleState.Reported(Examples.manySamples(25, 95, "A short line.")),
                List.of("A trial covers 25 leaves at most.")));

        assertThat(text)
                .contains("> A trial covers 25 leaves at most.")
                .contains("<summary>5 more leaves, a line each</summary>")
                .contains("| compositional_skills/batch/leaf_024 | 8 of 10 |")
                .contains("**Not sampled:** 95 leaves")
                .contains("`compositional_skills/batch/left_out_004`, and 90 more. All leaves were checked.");
    }

    @Test
    void shortensLongRowsBeforeItDropsThem() {
        var text = comment.render(Examples.in(
                ContributionState.AWAITING_TRIAGE,
                CLEAN,
                new LeafSampleState.Reported(Examples.manySamples(20, 0, "word ".repeat(2_000)))));

        assertThat(text.split("<details>", -1)).hasSize(1 + 20);
        assertThat(text).contains("**Kept, 3 of 3.**").contains("**Rejected, 0 of 3**, by `filter_pairs`.");
    }
}
