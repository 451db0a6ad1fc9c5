package treewarden.app.release.ready;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.app.release.ReleaseSettings;
import treewarden.domain.Capability;
import treewarden.domain.Printable;
import treewarden.domain.Secret;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubAccount;
import treewarden.worker.hub.HubAccount.Writing;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubException;
import treewarden.worker.hub.HubRepo;

/** The Hub, each repository that a release writes to, and what the token may do there. */
record LookAtHub(ReleaseSettings settings, Site site, Clock clock) implements Probe {
    private static final String WHAT = "Hub";
    private static final String TOKEN = "token";
    private static final String HOW =
            "make a fine-grained one for it among the Hub's settings, with write access to the"
                    + " repositories of this configuration alone, and set it as TREEWARDEN_HUB_TOKEN";

    @Override
    public Set<Capability> of() {
        return Set.of(Capability.PUBLISH);
    }

    @Override
    public List<Looked> look() {
        var token = settings.hub().token();
        if (token == null) {
            return List.of(site.missing(
                    Capability.PUBLISH, WHAT, "TREEWARDEN_HUB_TOKEN is not set; whoever publishes needs it"));
        }
        try (var hub = hub(token)) {
            var account = hub.whoAmI();
            var looked = new ArrayList<Looked>();
            repositories().forEach((what, repo) -> looked.add(repository(what, repo, account, hub)));
            looked.add(token(account));
            return looked;
        } catch (HubException | IllegalArgumentException e) {
            return List.of(Looked.notReady(WHAT, String.valueOf(e.getMessage())));
        }
    }

    private Hub hub(Secret token) {
        return Hub.connect(HubConfig.of(settings.hub().endpoint(), token, settings.hubJournal()), clock);
    }

    /** By what they are to a release, the model's first. */
    private Map<String, HubRepo> repositories() {
        var repositories = new LinkedHashMap<String, HubRepo>();
        repositories.put(WHAT, HubRepo.model(settings.model()));
        if (settings.dataSet() != null) {
            repositories.put("data set", HubRepo.dataset(settings.dataSet()));
        }
        if (settings.hub().candidates() != null) {
            repositories.put(
                    "candidates", HubRepo.model(settings.hub().candidates().repository()));
        }
        return repositories;
    }

    private static Looked repository(String what, HubRepo repo, HubAccount account, Hub hub) {
        var name = Printable.plain(account.name());
        var writing = account.mayWrite(repo);
        if (writing == Writing.NO) {
            return Looked.notReady(what, "the token of " + name + " may not write to " + repo + "; " + HOW);
        }
        if (hub.find(repo).isPresent()) {
            return Looked.ready(what, "as " + name + "; " + repo + " is there");
        }
        return writing == Writing.LIMITED
                ? Looked.remark(
                        what,
                        "as " + name + "; " + repo + " is not there, and a token of it alone may not be allowed to make"
                                + " it: make it on the Hub first")
                : Looked.ready(what, "as " + name + "; " + repo + " will be made");
    }

    private Looked token(HubAccount account) {
        var all = repositories().values().stream().map(account::mayWrite).toList();
        var room = "how much room is left the Hub does not tell";
        if (all.contains(Writing.EVERYWHERE)) {
            return Looked.remark(TOKEN, "it may write to more than it is used for; safer: " + HOW + ". Also, " + room);
        }
        if (all.contains(Writing.UNTOLD)) {
            return Looked.remark(TOKEN, "the Hub does not tell what it may write to. Also, " + room);
        }
        return Looked.ready(TOKEN, "it may write where it was made for alone; " + room);
    }
}
