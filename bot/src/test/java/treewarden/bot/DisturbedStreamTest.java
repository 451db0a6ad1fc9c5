package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.ContributionState;
import treewarden.domain.Secret;
import treewarden.forge.WebhookSignature;
import treewarden.sandbox.github.Delivery;
import treewarden.sandbox.github.PullRequest;

/**
 * A stream of deliveries that is recorded, then shuffled, repeated under other names, and partly dropped: after the sweep
 * everything is as after the undisturbed one, because it is as GitHub has it. The rows R14 to R18.
 */
class DisturbedStreamTest {
    @TempDir
    Path folder;

    /** What is shown of a pull request, and what is known of it. */
    private record Shown(
            ContributionState state,
            String head,
            Set<String> labels,
            List<String> checks,
            List<String> reactions,
            long verdicts,
            long replies) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverBecomesOfTheStreamTheEndIsWhatGitHubHas(long seed) throws Exception {
        List<Shown> expected;
        try (var bot = new BotAtWork(folder.resolve("calm"))) {
            bot.sweeps();
            var pulls = live(bot);
            bot.runUntilQuiet();
            bot.sweeps();
            expected = shown(bot, pulls);
        }
        try (var bot = new BotAtWork(folder.resolve("disturbed"))) {
            bot.sweeps();
            var webhook = bot.webhookUrl();
            // Nobody listens there: the attempts are recorded, and none arrives by itself.
            bot.github.webhooks().target("http://127.0.0.1:1/webhook", BotAtWork.SECRET);
            var pulls = live(bot);
            bot.github.awaitDelivered(java.time.Duration.ofSeconds(30));
            bot.github.webhooks().target(webhook, BotAtWork.SECRET);
            for (var each : disturbed(bot.github.deliveries(), new Random(seed))) {
                send(webhook, each);
            }
            bot.runUntilQuiet();
            bot.sweeps();

            assertThat(shown(bot, pulls)).as("seed %d", seed).isEqualTo(expected);
            bot.github.requests().clear();
            bot.sweeps();
            assertThat(bot.github.requests().writes().stream()
                            .filter(request -> request.path().startsWith("/repos")))
                    .as("nothing is left to do")
                    .isEmpty();
        }
    }

    private static List<PullRequest> live(BotAtWork bot) {
        var mended = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        var broken = bot.opens(bot.ada, Leaves.skill("ode"));
        var closed = bot.opens(bot.ada, Leaves.skill("sonnet"));
        mended.comment(bot.ada, "/check");
        mended.push(Leaves.skill("haiku"), "Mended");
        broken.comment(bot.ada, "/help");
        broken.push(Leaves.brokenSkill("ode"), "Broken");
        closed.comment(bot.ada, "Never mind");
        closed.close(bot.ada);
        mended.convertToDraft(bot.ada);
        mended.readyForReview(bot.ada);
        broken.retitle(bot.ada, "An ode");
        return List.of(mended, broken, closed);
    }

    private record Sent(String id, Delivery delivery) {}

    private static List<Sent> disturbed(List<Delivery> recorded, Random random) {
        var all = new ArrayList<Sent>();
        for (var delivery : recorded) {
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> all.addAll(List.of(new Sent(delivery.guid(), delivery), new Sent(delivery.guid(), delivery)));
                case 2 ->
                    all.addAll(List.of(
                            new Sent(delivery.guid(), delivery), new Sent("again-" + delivery.guid(), delivery)));
                default -> all.add(new Sent(delivery.guid(), delivery));
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static void send(String url, Sent sent) throws Exception {
        var bytes = sent.delivery().body().getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", sent.delivery().event())
                .header("X-GitHub-Delivery", sent.id())
                .header(WebhookSignature.HEADER, WebhookSignature.of(bytes, Secret.of(BotAtWork.SECRET)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(202);
    }

    private static List<Shown> shown(BotAtWork bot, List<PullRequest> pulls) {
        return pulls.stream().map(pull -> shown(bot, pull)).toList();
    }

    /** A pull request that was closed before anybody looked at it is kept in silence, and one that was not is not. */
    private static Shown shown(BotAtWork bot, PullRequest pull) {
        var isSilent = !pull.isOpen();
        return new Shown(
                bot.isContribution(pull) ? bot.contribution(pull).state() : ContributionState.CLOSED,
                pull.headSha(),
                isSilent ? Set.of() : new TreeSet<>(pull.labels()),
                isSilent
                        ? List.of()
                        : pull.checkRuns().stream()
                                .map(run -> run.name() + " " + run.conclusion().orElse(""))
                                .toList(),
                pull.comments().stream()
                        .flatMap(comment -> comment.reactions().stream())
                        .map(reaction -> reaction.content())
                        .sorted()
                        .toList(),
                isSilent ? 0 : count(bot.botComments(pull).stream()),
                count(bot.replies(pull).stream()));
    }

    private static long count(Stream<?> all) {
        return all.count();
    }
}
