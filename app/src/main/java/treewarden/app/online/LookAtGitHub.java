package treewarden.app.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.app.config.Config;
import treewarden.bot.webhook.WebhookRoute;
import treewarden.domain.Printable;
import treewarden.forge.AppNeeds;
import treewarden.forge.ForgeException;
import treewarden.forge.github.InspectApp;

/** Compares the App on GitHub with what we need of it. */
final class LookAtGitHub {
    private final Config config;
    private final AppNeeds needs;

    LookAtGitHub(Config config, Set<AppNeeds.Extra> extras) {
        this.config = config;
        this.needs = AppNeeds.of(extras);
    }

    List<Seen> look(InspectApp app) {
        try {
            return compare(app.ask());
        } catch (ForgeException e) {
            return List.of(Seen.problem("GitHub: " + e.getMessage()));
        }
    }

    private List<Seen> compare(InspectApp.Found app) {
        var seen = new ArrayList<Seen>();
        seen.add(Seen.fine("GitHub knows the App " + Printable.plain(app.slug()) + ", and its key is accepted"));
        permissions(app, seen);
        events(app, seen);
        hook(app, seen);
        app.on().forEach(one -> installation(one, seen));
        repositories(app, seen);
        return seen;
    }

    private void permissions(InspectApp.Found app, List<Seen> seen) {
        var lacking = needs.lacking(app.permissions());
        lacking.forEach(one -> seen.add(Seen.problem("the App lacks the permission " + one.words() + ", so that "
                + one.why() + ". Give it on the App's settings page under Permissions & events")));
        if (lacking.isEmpty()) {
            seen.add(Seen.fine("the App has the permissions that it needs"));
        }
        var unused = needs.unused(app.permissions());
        if (!unused.isEmpty()) {
            seen.add(Seen.remark("the App may do more than it needs to: " + Printable.plain(String.join(", ", unused))
                    + ". Take that away under Permissions & events"));
        }
    }

    private void events(InspectApp.Found app, List<Seen> seen) {
        var deaf = needs.deaf(app.events());
        seen.add(
                deaf.isEmpty()
                        ? Seen.fine("the App hears of everything that it needs to")
                        : Seen.problem("the App does not hear of: " + String.join(", ", deaf)
                                + ". Subscribe to it under Permissions & events"));
    }

    private void hook(InspectApp.Found app, List<Seen> seen) {
        var wanted = config.server().publicUrl() + WebhookRoute.PATH;
        seen.add(
                app.hookUrl().equals(wanted)
                        ? Seen.fine("GitHub sends events to " + wanted)
                        : Seen.problem("GitHub sends events to " + Printable.quoted(app.hookUrl()) + ", and the service"
                                + " listens at " + wanted
                                + ". Change the Webhook URL of the App, or `server.public-url`"));
    }

    private void installation(InspectApp.Installed one, List<Seen> seen) {
        var account = Printable.plain(one.account());
        if (one.standing() == InspectApp.Standing.SUSPENDED) {
            seen.add(Seen.problem("the installation of " + account
                    + " is suspended; whoever did it can take that back under Settings, Applications"));
            return;
        }
        var lacking = needs.lacking(one.permissions());
        seen.add(
                lacking.isEmpty()
                        ? Seen.fine("it is installed for " + account + ", who consented to all of it")
                        : Seen.problem(account + " has not consented to "
                                + lacking.stream().map(AppNeeds.Allowed::words).collect(Collectors.joining(", "))
                                + " yet: GitHub asks the owners by mail, and under Settings, Applications"));
    }

    private void repositories(InspectApp.Found app, List<Seen> seen) {
        var installed = app.on().stream()
                .flatMap(one -> one.repositories().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (var repository : config.github().repositories()) {
            seen.add(
                    installed.contains(repository.toLowerCase(Locale.ROOT))
                            ? Seen.fine("it may work in " + repository)
                            : Seen.problem("the App is not installed on " + repository + ": install it at "
                                    + config.github().webUrl() + "/apps/" + Printable.plain(app.slug())
                                    + "/installations/new"));
        }
    }
}
