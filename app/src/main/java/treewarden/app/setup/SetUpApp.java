package treewarden.app.setup;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.bot.webhook.WebhookRoute;
import treewarden.domain.Printable;
import treewarden.forge.AppNeeds;
import treewarden.forge.ForgeException;
import treewarden.forge.github.CreateApp;
import treewarden.web.SettingUp;
import treewarden.web.session.SignInRoutes;
import treewarden.web.view.SetUp;
import treewarden.web.view.SetUpDone;

/** Leads one person through GitHub's manifest flow, once, and writes what comes of it. */
public final class SetUpApp implements SettingUp {
    private final SetupSettings settings;
    private final CreateApp github;
    private final WriteInstallation files;
    private final URI back;
    private final String state = random();
    private final CompletableFuture<SetUpDone> done = new CompletableFuture<>();

    /** @param back the address of ours that GitHub sends the person back to */
    public SetUpApp(SetupSettings settings, CreateApp github, URI back) {
        this.settings = settings;
        this.github = github;
        this.files = new WriteInstallation(settings);
        this.back = back;
    }

    /** Thirty-two random characters that nobody guesses. */
    public static String random() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What was made; complete once it is written. */
    public CompletableFuture<SetUpDone> done() {
        return done;
    }

    @Override
    public SetUp asked() {
        var needs = AppNeeds.of(settings.extras());
        var wanted = new CreateApp.Wanted(
                settings.name(),
                settings.publicUrl(),
                WebhookRoute.PATH,
                back,
                URI.create(settings.publicUrl() + SignInRoutes.BACK),
                needs);
        return new SetUp(
                settings.name(),
                newApp(),
                CreateApp.manifest(wanted),
                needs.permissions().stream()
                        .map(one -> new SetUp.Permission(one.words(), one.why()))
                        .toList(),
                needs.events().stream()
                        .sorted()
                        .map(name -> name.replace('_', ' '))
                        .collect(Collectors.joining(", ")),
                settings.repositories(),
                settings.folder().toAbsolutePath().normalize().toString());
    }

    private String newApp() {
        var owner = settings.organization() == null
                ? ""
                : "/organizations/" + URLEncoder.encode(settings.organization(), StandardCharsets.UTF_8);
        return settings.webUrl() + owner + "/settings/apps/new?state=" + state;
    }

    @Override
    public synchronized SetUpDone cameBack(@Nullable String state, @Nullable String code) throws Refused {
        var made = done.getNow(null);
        if (made != null) {
            // The page was loaded again: the code is spent, and everything is there.
            return made;
        }
        if (state == null || code == null || !isOurs(state)) {
            throw new Refused("GitHub did not send you here with what we gave you. Begin again at the address in the "
                    + "terminal, in this browser.");
        }
        var finished = written(exchanged(code));
        done.complete(finished);
        return finished;
    }

    private boolean isOurs(String came) {
        return MessageDigest.isEqual(came.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }

    private CreateApp.Created exchanged(String code) throws Refused {
        try {
            return github.exchange(code);
        } catch (ForgeException e) {
            throw new Refused("GitHub did not hand the App over: " + Printable.plain(String.valueOf(e.getMessage()))
                    + ". A code holds for an hour, and once. Look at your Apps on GitHub, delete the one that was just made,"
                    + " and begin again at the address in the terminal.");
        }
    }

    private SetUpDone written(CreateApp.Created app) throws Refused {
        try {
            var written = files.write(app);
            var config = written.configuration();
            return new SetUpDone(
                    settings.name(),
                    app.page() + "/installations/new",
                    settings.repositories(),
                    written.files().stream().map(Object::toString).toList(),
                    List.of(
                            "set -a; . " + WriteInstallation.quoted(written.environment()) + "; set +a",
                            "treewarden check-config --online --config " + WriteInstallation.quoted(config),
                            "treewarden serve --config " + WriteInstallation.quoted(config)));
        } catch (WriteInstallation.NotWritten e) {
            throw new Refused("The App " + app.slug() + " was made, but its secrets could not be kept: "
                    + e.getMessage() + ". Make room, delete the App at " + app.page()
                    + " (Advanced), and run treewarden setup again.");
        }
    }
}
