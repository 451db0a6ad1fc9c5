package treewarden.app.online;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import treewarden.app.config.Config;
import treewarden.app.sdg.TeacherSettings;
import treewarden.app.serve.Parts;
import treewarden.bot.command.Role;
import treewarden.bot.release.AnnounceRelease;
import treewarden.forge.AppNeeds;
import treewarden.forge.github.InspectApp;

/** Asks everything outside that the service will need. Writes nothing anywhere, and asks no model a question. */
public final class CheckOnline {
    private final Config config;

    public CheckOnline(Config config) {
        this.config = config;
    }

    /** What there is, in the order in which it is needed. */
    public List<Seen> look(Clock clock) {
        var http = new OkHttpClient();
        var seen = new ArrayList<>(
                new LookAtGitHub(config, extras()).look(InspectApp.of(Parts.gitHubConfig(config), http, clock)));
        var client = config.signIn().client();
        if (client != null) {
            seen.add(LookAtSignIn.look(client.id(), Parts.signIn(config, client, http, clock)));
        }
        var teacher = config.teacher();
        if (teacher == null) {
            seen.add(Seen.remark("no teacher is configured, so contributions are checked and not sampled"));
        } else {
            seen.addAll(teacher(teacher, http));
        }
        var student = config.student();
        if (student != null) {
            seen.add(new LookAtModels(http).look("student", student.url(), student.model(), student.apiKey()));
        }
        return seen;
    }

    /** Each server of the teacher. */
    public static List<Seen> teacher(TeacherSettings teacher, OkHttpClient http) {
        var models = new LookAtModels(http);
        return teacher.urls().stream()
                .map(url -> models.look("teacher", url, teacher.model(), teacher.apiKey()))
                .toList();
    }

    /** What this community uses of what not every community does. */
    private Set<AppNeeds.Extra> extras() {
        var extras = EnumSet.noneOf(AppNeeds.Extra.class);
        if (config.github().approval().merge().isPresent()) {
            extras.add(AppNeeds.Extra.MERGE);
        }
        var releases = config.releases();
        if (releases != null && releases.telling().notes() == AnnounceRelease.Notes.ON) {
            extras.add(AppNeeds.Extra.NOTES);
        }
        var commands = config.github().commands();
        if (Stream.concat(commands.maintainers().stream(), commands.triagers().stream())
                .anyMatch(role -> Role.of(role) instanceof Role.OfTeam)) {
            extras.add(AppNeeds.Extra.TEAMS);
        }
        return extras;
    }
}
