package treewarden.app.serve;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import treewarden.app.config.Config;
import treewarden.app.config.Config.ValidationSettings;
import treewarden.app.config.InvalidConfiguration;
import treewarden.app.config.Problem;
import treewarden.app.config.SignInSettings;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.signin.AskGitHub;
import treewarden.bot.Repositories;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.check.Checking.Sampling;
import treewarden.bot.check.Prechecking;
import treewarden.bot.check.PullRequestRule;
import treewarden.bot.check.PullRequestSettings;
import treewarden.bot.check.Suggesting;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Role;
import treewarden.bot.command.Roles;
import treewarden.bot.webhook.WebhookRoute;
import treewarden.forge.Forge;
import treewarden.forge.github.GitHub;
import treewarden.forge.github.GitHubConfig;
import treewarden.forge.github.SignInWithGitHub;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.token.UnusableTokenizer;
import treewarden.taxonomy.RuleSet;
import treewarden.taxonomy.RuleSetting;
import treewarden.taxonomy.SchemaChoice;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;
import treewarden.web.session.Access;
import treewarden.web.session.SignInRoutes;

/** Makes parts out of their settings. What a room says of its settings becomes a problem of the configuration. */
public final class Parts {
    private Parts() {}

    /** What the rooms themselves find wrong with the settings, without starting anything. */
    public static List<Problem> problems(String file, Config config) {
        var problems = new ArrayList<Problem>();
        problems.addAll(trouble(file, () -> validator(config.validation())));
        var teacher = config.teacher();
        if (teacher != null) {
            problems.addAll(trouble(file, () -> OpenSdg.check(teacher, config.documents(), config.cache())));
        }
        var releases = config.releases();
        if (releases != null) {
            // The service mixes the rows itself, whoever trains on them.
            releases.recipe().data().missing().forEach(missing -> problems.add(new Problem(file, missing)));
        }
        problems.addAll(trouble("TREEWARDEN_GITHUB_PRIVATE_KEY", () -> gitHub(config, Clock.systemUTC())));
        return problems;
    }

    /** Those of the configured rules that are about pull requests, or those that are not. */
    private static Map<String, RuleSetting> rules(ValidationSettings settings, Predicate<String> which) {
        var rules = new HashMap<String, RuleSetting>();
        settings.rules().forEach((rule, setting) -> {
            if (which.test(rule)) {
                rules.put(rule, RuleSetting.valueOf(setting.toUpperCase(Locale.ROOT)));
            }
        });
        return rules;
    }

    static PullRequestSettings pullRequests(Config config) {
        return new PullRequestSettings(
                rules(config.validation(), PullRequestRule::isOne),
                config.github().suggestions() ? Suggesting.ON_LINES : Suggesting.OFF);
    }

    static Validator validator(ValidationSettings settings) {
        return Validator.of(new ValidationConfig(
                SchemaChoice.valueOf(settings.schema().toUpperCase(Locale.ROOT)),
                RuleSet.ALL,
                settings.lintConfig() == null ? null : text(settings),
                rules(settings, rule -> !PullRequestRule.isOne(rule)),
                ValidationConfig.defaults().limits()));
    }

    private static String text(ValidationSettings settings) {
        try {
            return Files.readString(Objects.requireNonNull(settings.lintConfig()));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "`validation.lint-config`: " + settings.lintConfig() + " cannot be read");
        }
    }

    static GitHub gitHub(Config config, Clock clock) {
        return GitHub.connect(gitHubConfig(config), new OkHttpClient(), clock);
    }

    /** How to reach GitHub, and as whom. */
    public static GitHubConfig gitHubConfig(Config config) {
        var settings = config.github();
        return new GitHubConfig(
                settings.apiUrl(),
                settings.appId(),
                settings.privateKey(),
                settings.writeSpacing(),
                Set.copyOf(settings.repositories()));
    }

    /** Who may come in to the pages. */
    static Access access(Config config, Forge forge, Repositories repositories, Roles roles, Clock clock) {
        var settings = config.signIn();
        var publicUrl = URI.create(config.server().publicUrl());
        var client = settings.client();
        return new Access(
                publicUrl,
                settings.reading(),
                settings.idle(),
                settings.absolute(),
                Set.of(WebhookRoute.PATH, HttpService.ALIVE, HttpService.READY),
                client == null
                        ? null
                        : new AskGitHub(signIn(config, client, new OkHttpClient(), clock), forge, repositories, roles),
                config.server().proxies());
    }

    /** The App as people sign in to it. */
    public static SignInWithGitHub signIn(Config config, SignInSettings.Client client, OkHttpClient http, Clock clock) {
        return SignInWithGitHub.at(
                config.github().apiUrl(),
                URI.create(config.github().webUrl()),
                new SignInWithGitHub.Client(
                        client.id(), client.secret(), URI.create(config.server().publicUrl() + SignInRoutes.BACK)),
                http,
                clock);
    }

    static CommandRules commandRules(Config config) {
        var settings = config.github().commands();
        return new CommandRules(
                new Roles(roles(settings.maintainers()), roles(settings.triagers())),
                settings.perHour(),
                approvalRules(config),
                sampling(config),
                prechecking(config));
    }

    /** Whether there is a teacher to make samples. */
    static Sampling sampling(Config config) {
        return config.teacher() == null ? Sampling.NO_TEACHER : Sampling.BY_A_TEACHER;
    }

    /** Where nobody can make a sample, nobody has to have seen one. */
    private static ApprovalRules approvalRules(Config config) {
        var rules = config.github().approval();
        return sampling(config) == Sampling.NO_TEACHER
                ? new ApprovalRules(rules.approvers(), ApprovalRules.Sample.OPTIONAL, rules.review(), rules.merge())
                : rules;
    }

    private static List<Role> roles(List<String> words) {
        return words.stream().map(Role::of).toList();
    }

    /** Whether and when the community model is asked: a judge is needed as well, which is the teacher. */
    static Prechecking prechecking(Config config) {
        if (config.teacher() == null || config.student() == null) {
            return Prechecking.NO_STUDENT;
        }
        return switch (config.sample().prechecks()) {
            case WITH_THE_SAMPLE -> Prechecking.WITH_THE_SAMPLE;
            case ON_COMMAND -> Prechecking.ON_COMMAND;
        };
    }

    private static List<Problem> trouble(String where, Runnable making) {
        try {
            making.run();
            return List.of();
        } catch (InvalidConfiguration e) {
            return e.problems();
        } catch (PipelineException | UnusableTokenizer | IllegalArgumentException e) {
            return List.of(new Problem(where, String.valueOf(e.getMessage())));
        }
    }
}
