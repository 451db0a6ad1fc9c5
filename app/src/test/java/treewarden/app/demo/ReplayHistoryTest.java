package treewarden.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static treewarden.app.Eventually.eventually;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.History;
import treewarden.app.Leaves;
import treewarden.app.ServiceAtWork;
import treewarden.app.Shown;
import treewarden.app.TriagePage;
import treewarden.app.command.CommandFailed;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;

class ReplayHistoryTest {
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    /** A short history in which everything happens once that happens in long ones. */
    private record Told(
            String root,
            String second,
            String side,
            String merge,
            String rename,
            String shelf,
            String bad,
            String last) {
        List<String> all() {
            return List.of(root, second, side, merge, rename, shelf, bad, last);
        }
    }

    private Told tell(Path repository) {
        try (var history = History.begin(repository)) {
            var root = leaf(history, "anchor").commit("The first leaf");
            var second = leaf(history, "bellows").commit("Another one");
            history.writes("README.md", "Leaves.\n").commit("Say what this is");
            var side = leaf(history.onBranch("side"), "chisel").commit("Meanwhile on a branch");
            history.onBranch("main").writes("README.md", "Leaves and more.\n").commit("Say more");
            var merge = history.merges("side", "Merge the branch");
            var rename = history.renames(qna("bellows"), qna("blower")).commit("Give it its usual name");
            List.of("easel", "funnel", "gimlet", "hammer").forEach(topic -> leaf(history, topic));
            var shelf = history.commit("A whole shelf");
            var bad = history.writes(qna("dowel"), "version: 3\nseed_examples: [ {\n")
                    .commit("Half a file");
            var last = history.removes(qna("anchor")).commit("Take the first one out");
            return new Told(root, second, side, merge, rename, shelf, bad, last);
        }
    }

    private static History leaf(History history, String topic) {
        return history.writes(qna(topic), Leaves.skill(topic))
                .writes(Leaves.folder(topic) + "/attribution.txt", Leaves.ATTRIBUTION);
    }

    private static String qna(String topic) {
        return Leaves.folder(topic) + "/qna.yaml";
    }

    @Test
    void theCommitsThatTouchLeavesAreReplayedOldestFirst() {
        var told = tell(folder);

        assertThat(ReplayHistory.commits(folder, ALL)).containsExactlyInAnyOrderElementsOf(told.all());
        assertThat(ReplayHistory.commits(folder, ALL)).startsWith(told.root()).endsWith(told.bad(), told.last());
    }

    @Test
    void aNumberTakesTheNewestOnes() {
        var told = tell(folder);

        assertThat(ReplayHistory.commits(folder, 3)).containsExactly(told.shelf(), told.bad(), told.last());
    }

    @Test
    void aBareRepositoryIsReadAsWell() {
        var told = tell(folder);

        assertThat(ReplayHistory.commits(folder.resolve(".git"), 1)).containsExactly(told.last());
    }

    @Test
    void eachCommitEndsWithOneCheckRunAndOneCommentAndNoInternalError() {
        var told = tell(folder.resolve("taxonomy"));

        try (var service = new ServiceAtWork(folder, Clock.systemUTC())) {
            var repository = replay(service, folder.resolve("taxonomy"));

            assertThat(repository.pullRequests())
                    .hasSize(8)
                    .allMatch(pull -> Shown.botComments(pull).size() == 1);
            assertThat(Shown.comment(of(told.root(), repository))).contains("**Ready for triage.**", "1 leaf checked");
            assertThat(Shown.comment(of(told.merge(), repository)))
                    .contains("**Ready for triage.**", "<code>compositional_skills/writing/chisel</code>");
            assertThat(Shown.comment(of(told.rename(), repository))).contains("compositional_skills/writing/blower");
            assertThat(Shown.comment(of(told.shelf(), repository)))
                    .contains("4 leaves checked", "**Not sampled:** 1 leaf", "All leaves were checked.");
            assertThat(Shown.comment(of(told.last(), repository))).contains("**This only removes leaves.**");
            assertThat(Shown.conclusion(of(told.last(), repository))).isEqualTo("success");
            assertThat(Shown.comment(of(told.bad(), repository))).contains("to change", "`yaml`");
            assertThat(Shown.conclusion(of(told.bad(), repository))).isEqualTo("failure");
        }
    }

    @Test
    void theWholeHistoryOfARealTaxonomyIsReplayedWithoutAnInternalError() throws Exception {
        var stream = Path.of(System.getProperty("treewarden.shared", ""), "taxonomy", "history.fi.gz");
        assumeTrue(Files.isRegularFile(stream), "there is no real taxonomy here");
        History.fastImport(folder.resolve("taxonomy"), new GZIPInputStream(Files.newInputStream(stream)));

        try (var service = new ServiceAtWork(folder, Clock.systemUTC())) {
            var repository = replay(service, folder.resolve("taxonomy"));

            assertThat(repository.pullRequests())
                    .hasSizeGreaterThan(20)
                    .anyMatch(pull -> leaves(pull) > 100, "one that changes over a hundred leaves");
        }
    }

    /** Opens a pull request for each commit, waits until nothing is left to do, and asks whether all went well. */
    private static Repository replay(ServiceAtWork service, Path taxonomy) {
        var commits = ReplayHistory.commits(taxonomy, ALL);
        var repository = ReplayHistory.prepare(service.github(), taxonomy);
        service.start();
        commits.forEach(repository::openPullRequestForCommit);
        eventually(
                () -> assertThat(service.page().rows()).hasSize(commits.size()).noneMatch(TriagePage.Row::isUnderWay));
        eventually(() -> assertThat(repository.pullRequests()).allSatisfy(pull -> {
            assertThat(Shown.comment(pull)).doesNotContain("could not be asked");
            assertThat(Shown.conclusion(pull)).isIn("success", "failure");
        }));
        service.stop();
        assertThat(service.kept(ServiceAtWork::parked)).isEmpty();
        return repository;
    }

    private static long leaves(PullRequest pull) {
        return pull.files().stream()
                .filter(file -> file.path().endsWith("/qna.yaml"))
                .count();
    }

    private static PullRequest of(String commit, Repository repository) {
        return assertThat(repository.pullRequests())
                .filteredOn(pull -> pull.headSha().equals(commit))
                .singleElement()
                .actual();
    }

    @Test
    void theDemoReplaysIt() {
        var told = tell(folder);

        try (var demo = Demo.start(new DemoSettings(0, folder, 2, null, null))) {
            demo.play();

            assertThat(demo.repository().pullRequests())
                    .extracting(PullRequest::headSha)
                    .containsExactly(told.bad(), told.last());
            eventually(() -> assertThat(new TriagePage(demo.url()).rows()).hasSize(2));
        }
    }

    @Test
    void whatIsNoRepositoryOrHasNoCommitIsWrongUsage() throws IOException {
        var plain = Files.createDirectory(folder.resolve("plain"));
        var empty = folder.resolve("empty");
        History.begin(empty).close();

        assertThatThrownBy(() -> Demo.start(replayOf(folder.resolve("missing"))))
                .isInstanceOf(CommandFailed.class)
                .hasMessageEndingWith("missing is not a folder; --taxonomy wants a git repository");
        assertThatThrownBy(() -> Demo.start(replayOf(plain)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("plain cannot be read as a git repository");
        assertThatThrownBy(() -> Demo.start(replayOf(empty)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageEndingWith("empty has no commit on its current branch");
    }

    private static DemoSettings replayOf(Path taxonomy) {
        return new DemoSettings(0, taxonomy, ALL, null, null);
    }

    @Test
    void aWorktreeAndAFolderInsideAreTheirRepository() throws Exception {
        var whole = folder.resolve("whole");
        var told = tell(whole);
        git(whole, "worktree", "add", "-q", "--detach", "../beside");
        Files.createDirectories(whole.resolve("some/where"));

        assertThat(ReplayHistory.commits(folder.resolve("beside"), 1)).containsExactly(told.last());
        assertThat(ReplayHistory.commits(whole.resolve("some/where"), 1)).containsExactly(told.last());
    }

    @Test
    void theBorderOfAShallowCloneIsLeftOutAndCounted() throws Exception {
        var whole = folder.resolve("whole");
        var told = tell(whole);
        git(whole, "clone", "-q", "--depth", "2", "file://" + whole, "../shallow");

        assertThat(ReplayHistory.commits(folder.resolve("shallow"), ALL)).containsExactly(told.last());
        assertThat(ReplayHistory.border(folder.resolve("shallow"))).isEqualTo(1);
        assertThat(ReplayHistory.border(whole)).isZero();
    }

    private static void git(Path in, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git", "-C", in.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
