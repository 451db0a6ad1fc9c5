package treewarden.bench.community;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import treewarden.bench.serve.Launch;
import treewarden.bench.serve.ServeProcess;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.http.RequestLog.Request;

/**
 * A thousand open pull requests, all with their verdict. The service stops; 85 are pushed to, half of them so that there
 * is something to change, and under 15 somebody asks for a check. The service starts again, and until all verdicts are
 * right every request to GitHub is counted. The hour that such an outage may last is not waited for: nothing depends on it
 * but how many comments are listed.
 *
 * <p>The fewest are the pages of the lists in which what changed can be found at all (open pull requests, comments,
 * deliveries), and for each stale pull request its files, its changed file, two writes of its check, the comment and the
 * labels; a command wants two reactions in place of the last two. Arguments: the clone, an empty folder,
 * and the number of pull requests where it is another one.
 */
public final class MeasureReconcile {
    private static final int PUSHED_OF_A_THOUSAND = 85;
    private static final int ASKED_OF_A_THOUSAND = 15;
    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration QUIET = Duration.ofSeconds(4);

    private MeasureReconcile() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]).toAbsolutePath();
        var folder = Path.of(arguments[1]).toAbsolutePath();
        int all = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        int pushed = all * PUSHED_OF_A_THOUSAND / 1000;
        int asked = all * ASKED_OF_A_THOUSAND / 1000;
        try (var community = new Community()) {
            var launch = new Launch(home, folder, community.github.url(), Community.NAME, "");
            var pulls = community.opens(all);
            long memoryBefore;
            try (var serve = ServeProcess.start(launch)) {
                community.github.webhooks().target(serve.webhook(), ServeProcess.SECRET);
                ServeProcess.await(
                        PATIENCE, "all to be checked", () -> pulls.stream().allMatch(community::isShown));
                community.github.awaitDelivered(PATIENCE);
                awaitQuiet(community);
                memoryBefore = serve.memory();
            }
            outage(community, pulls, pushed, asked);
            community.github.requests().clear();
            long start = System.nanoTime();
            try (var serve = ServeProcess.start(launch)) {
                community.github.webhooks().target(serve.webhook(), ServeProcess.SECRET);
                ServeProcess.await(PATIENCE, "all verdicts to be right", () -> areRight(pulls, pushed, asked));
                var seconds = (System.nanoTime() - start) / 1e9;
                awaitQuiet(community);
                report(new Result(community, all, pushed, asked, seconds, memoryBefore, serve.memory()));
            }
            if (!areRight(pulls, pushed, asked)) {
                System.err.println("a verdict is wrong");
                System.exit(1);
            }
        }
    }

    private record Result(
            Community community, int all, int pushed, int asked, double seconds, long memoryBefore, long memoryAfter) {
        List<Request> requests() {
            return community.github.requests().all();
        }

        long fewest() {
            long listed = count("/repos/*/*/issues/comments") + count("/app/hook/deliveries");
            return (all + PAGE - 1) / PAGE + listed + 6L * pushed + 5L * asked;
        }

        private long count(String path) {
            return community.github.requests().count("GET", path);
        }
    }

    private static void outage(Community community, List<PullRequest> pulls, int pushed, int asked) {
        for (int i = 0; i < pushed; i++) {
            pulls.get(i * 7)
                    .push(i % 2 == 0 ? Community.broken(i * 7) : Community.good(i * 7, "second"), "Another wording");
        }
        for (int i = 0; i < asked; i++) {
            pulls.get(i * 7 + 1).comment(community.triagers.get(i % community.triagers.size()), "/check");
        }
        community.github.awaitDelivered(PATIENCE);
    }

    /** Every verdict is that of the head, and who asked was answered. */
    private static boolean areRight(List<PullRequest> pulls, int pushed, int asked) {
        for (int i = 0; i < pulls.size(); i++) {
            var pull = pulls.get(i);
            var isBroken = i % 7 == 0 && i / 7 < pushed && i / 7 % 2 == 0;
            var isAsked = i % 7 == 1 && i / 7 < asked;
            var verdict = pull.checkRuns().stream()
                    .map(run -> run.conclusion().orElse(""))
                    .toList();
            if (!verdict.equals(List.of(isBroken ? "failure" : "success"))
                    || pull.labels().contains("triage-requested-changes") != isBroken
                    || (isAsked && !isAnswered(pull))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAnswered(PullRequest pull) {
        return pull.comments().stream()
                .anyMatch(comment -> comment.reactions().stream()
                        .anyMatch(reaction -> reaction.content().equals("+1")));
    }

    /** Nothing was asked for a while. */
    private static void awaitQuiet(Community community) {
        var seen = new long[] {-1, System.nanoTime()};
        ServeProcess.await(PATIENCE, "nothing more to be asked", () -> {
            int now = community.github.requests().all().size();
            if (now != seen[0]) {
                seen[0] = now;
                seen[1] = System.nanoTime();
            }
            return System.nanoTime() - seen[1] > QUIET.toNanos();
        });
    }

    private static void report(Result result) {
        var requests = result.requests();
        var kinds = requests.stream()
                .collect(Collectors.groupingBy(
                        request -> request.method() + " "
                                + request.path()
                                        .replaceAll("/[0-9a-f]{40}(\\.\\.\\.[0-9a-f]{40})?", "/SHA")
                                        .replaceAll("/\\d+", "/N"),
                        Collectors.counting()));
        System.out.printf(
                Locale.ROOT,
                "reconcile: %,d open pull requests; %d pushed to and %d asked about while nobody listened%n%n",
                result.all(),
                result.pushed(),
                result.asked());
        kinds.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                .forEach(kind -> System.out.printf(Locale.ROOT, "  %,8d  %s%n", kind.getValue(), kind.getKey()));
        var ratio = (double) result.fewest() / requests.size();
        System.out.printf(
                Locale.ROOT,
                "%n  %,8d  requests, fewest %,d, ratio %.2f%n  %8.1f  seconds until all verdicts were right%n"
                        + "  %8d  MiB resident before the outage, %d after it%n%n",
                requests.size(),
                result.fewest(),
                ratio,
                result.seconds(),
                result.memoryBefore() >> 20,
                result.memoryAfter() >> 20);
        System.out.printf(
                Locale.ROOT,
                "{\"bench\": \"reconcile\", \"ours\": %d, \"peer\": %d, \"ratio\": %.2f, \"unit\": \"requests to GitHub\","
                        + " \"seconds\": %.1f, \"mib_before\": %d, \"mib_after\": %d}%n",
                requests.size(),
                result.fewest(),
                ratio,
                result.seconds(),
                result.memoryBefore() >> 20,
                result.memoryAfter() >> 20);
    }
}
