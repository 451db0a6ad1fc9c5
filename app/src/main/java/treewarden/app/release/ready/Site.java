package treewarden.app.release.ready;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import treewarden.app.config.Config;
import treewarden.app.serve.ReleaseParts;
import treewarden.domain.Capability;
import treewarden.store.Database;

/**
 * Who does what of a release.
 *
 * @param here what this machine does
 * @param others what the processes do together that show themselves now
 * @param environment of this process
 */
public record Site(Set<Capability> here, Set<Capability> others, Map<String, String> environment) {
    public Site {
        here = Set.copyOf(here);
        others = Set.copyOf(others);
        environment = Map.copyOf(environment);
    }

    /** The machine of the service. */
    public static Site ofTheService(Config config, Database database, Map<String, String> environment) {
        var now = database.clock().instant();
        return new Site(
                ReleaseParts.alone(config),
                database.read(tables -> tables.workers().capabilitiesAt(now)),
                environment);
    }

    /** The machine of a worker. */
    public static Site ofAWorker(Set<Capability> capabilities, Map<String, String> environment) {
        return new Site(capabilities, EnumSet.copyOf(capabilities), environment);
    }

    /** Something that is not on this machine, and only has to be where this is done. */
    Looked missing(Capability of, String what, String words) {
        if (here.contains(of)) {
            return Looked.notReady(what, words);
        }
        var name = of.name().toLowerCase(Locale.ROOT);
        return new Looked(
                what,
                Looked.State.ELSEWHERE,
                words + "; it is for a worker with `" + name + "`, "
                        + (others.contains(of) ? "and one runs now" : "and none runs now: start one")
                        + ". `treewarden worker --check --capabilities " + name + "` looks at it on that machine");
    }
}
