package treewarden.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.sdg.CacheSettings;
import treewarden.app.sdg.DocumentPlaces;
import treewarden.app.sdg.StudentSettings;
import treewarden.app.sdg.TeacherSettings;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.remind.ReminderRules;
import treewarden.domain.Secret;
import treewarden.web.session.TrustedProxies;

/** All that an operator decides. The defaults stand in {@link ConfigFile}, where they are read. */
public record Config(
        DatabaseSettings database,
        Path artifacts,
        Server server,
        GitHubSettings github,
        @Nullable TeacherSettings teacher,
        @Nullable StudentSettings student,
        ValidationSettings validation,
        DocumentPlaces documents,
        CacheSettings cache,
        SampleSettings sample,
        ReminderRules reminders,
        JobSettings jobs,
        SignInSettings signIn,
        @Nullable ReleaseSettings releases) {

    /** Where the state is kept: one file, or a PostgreSQL server where there is more than one process. */
    public sealed interface DatabaseSettings {
        record Sqlite(Path file) implements DatabaseSettings {}

        record Postgres(String url, String user, @Nullable Secret password) implements DatabaseSettings {}
    }

    /**
     * Where the service listens.
     *
     * @param publicUrl how contributors reach it, for links in comments; no slash at the end
     * @param proxies those before it, whose word is taken on whom they ask for
     */
    public record Server(String host, int port, String publicUrl, TrustedProxies proxies) {
        public Server(String host, int port, String publicUrl) {
            this(host, port, publicUrl, TrustedProxies.NONE);
        }
    }

    /**
     * The code host.
     *
     * @param webUrl where people read it, for links; no slash at the end
     * @param repositories full names; the only ones that are answered
     * @param commands who may ask for what there, and how often
     * @param approval what it takes to approve a contribution, and what follows
     * @param suggestions whether fixes are offered on their lines
     * @param writeSpacing least time between two writes of an installation; GitHub asks for a second
     */
    public record GitHubSettings(
            URI apiUrl,
            String webUrl,
            long appId,
            Secret privateKey,
            List<Secret> webhookSecrets,
            List<String> repositories,
            CommandSettings commands,
            ApprovalRules approval,
            Duration writeSpacing,
            boolean suggestions) {
        public GitHubSettings {
            webhookSecrets = List.copyOf(webhookSecrets);
            repositories = List.copyOf(repositories);
        }
    }

    /**
     * Who may ask for what, and how often.
     *
     * @param maintainers roles of which any one makes a maintainer: {@code maintain}, {@code organization/team-slug}
     * @param triagers roles of which any one makes a triager
     * @param perHour how many commands somebody may give in an hour who is neither
     */
    public record CommandSettings(List<String> maintainers, List<String> triagers, int perHour) {
        public CommandSettings {
            maintainers = List.copyOf(maintainers);
            triagers = List.copyOf(triagers);
        }
    }

    /**
     * How strictly leaves are read.
     *
     * @param schema {@code declared} or {@code latest}
     * @param lintConfig a yamllint configuration; null for the community's
     * @param rules rule name to {@code off}, {@code warning} or {@code error}
     */
    public record ValidationSettings(
            String schema, @Nullable Path lintConfig, Map<String, String> rules) {
        public ValidationSettings {
            rules = Map.copyOf(rules);
        }
    }

    /**
     * How much trial samples may take.
     *
     * @param leaves of a contribution
     * @param questions asked for each
     * @param tokens of one sample
     * @param contribution tokens for all samples of one contribution
     * @param contributor tokens for all samples of one contributor in a calendar month
     * @param prechecks when the community model is asked, where there is one
     */
    public record SampleSettings(
            int leaves, int questions, long tokens, long contribution, long contributor, Prechecks prechecks) {
        /** When the community model is asked the seed questions. */
        public enum Prechecks {
            WITH_THE_SAMPLE,
            ON_COMMAND
        }

        /** Five whole trials of a contribution, and thirty of a contributor in a month. */
        public static final SampleSettings USUAL =
                new SampleSettings(20, 10, 200_000, 1_000_000, 6_000_000, Prechecks.WITH_THE_SAMPLE);
    }

    /**
     * How jobs are picked up.
     *
     * @param heartbeat how often a process shows that it lives; the jobs of one that misses four are taken over
     */
    public record JobSettings(int threads, Duration polling, Duration reconcileEvery, Duration heartbeat) {}
}
