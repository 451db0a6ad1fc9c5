package treewarden.worker.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.worker.hub.LocalFile.Hashed;

/**
 * Brings large files to the Hub's storage: what it has already is not sent, what was begun is gone on with, and
 * addresses whose time is over are asked for anew.
 */
record UploadObjects(Hub hub, HubRepo repo, String branch, MayWrite may) {
    /** Addresses live for hours; who needs a third set for one object has another trouble. */
    private static final int ADDRESSES = 3;

    private static final int GROUP = 100;

    void upload(List<LocalFile> files) {
        for (int start = 0; start < files.size(); start += GROUP) {
            var group = files.subList(start, Math.min(files.size(), start + GROUP));
            var fresh = group.stream().filter(file -> journal(file).isEmpty()).toList();
            var plans = fresh.isEmpty() ? Map.<String, Optional<UploadPlan>>of() : ask(fresh);
            group.forEach(file -> upload(file, plans.get(file.sha256())));
        }
    }

    private void upload(LocalFile file, @Nullable Optional<UploadPlan> asked) {
        var plan = asked;
        for (int set = 1; ; set++) {
            var journal = journal(file);
            if (journal.isEmpty()) {
                if (plan == null) {
                    plan = planOf(file);
                }
                if (plan.isEmpty()) {
                    return;
                }
                if (!plan.get().isWhole()) {
                    journal = Optional.of(UploadJournal.begin(hub.config().journal(), owner(), file, plan.get()));
                }
            }
            try {
                send(file, journal, plan == null ? Optional.empty() : plan);
                return;
            } catch (HubException.Changed e) {
                journal.ifPresent(UploadJournal::delete);
                throw e;
            } catch (HubException.Forbidden | HubException.Missing | HubException.Refused e) {
                // So storage answers when an address is too old, and when an upload is complete or given up.
                journal.ifPresent(UploadJournal::delete);
                if (set == ADDRESSES) {
                    throw e;
                }
                plan = null;
            }
        }
    }

    private void send(LocalFile file, Optional<UploadJournal> journal, Optional<UploadPlan> plan) {
        var hash = file.hashed() == Hashed.AS_SENT ? new HashAsSent() : null;
        if (journal.isPresent()) {
            sendParts(file, journal.get(), hash);
        } else if (plan.isPresent()) {
            put(new FileSlice(file.file(), 0, file.size(), hash), plan.get().href());
            require(file, hash);
            verify(file, plan.get());
        }
    }

    private Optional<UploadJournal> journal(LocalFile file) {
        return UploadJournal.find(hub.config().journal(), owner(), file);
    }

    private UploadJournal.Owner owner() {
        return new UploadJournal.Owner(hub.config().endpoint().toString(), repo);
    }

    private void sendParts(LocalFile file, UploadJournal journal, @Nullable HashAsSent hash) {
        var plan = journal.plan();
        for (int part = 1; part <= plan.parts().size(); part++) {
            long start = (part - 1) * plan.chunkSize();
            var slice = new FileSlice(file.file(), start, Math.min(plan.chunkSize(), file.size() - start), hash);
            if (!journal.has(part)) {
                journal.done(part, etag(put(slice, plan.parts().get(part - 1))));
            } else if (hash != null) {
                read(file, slice);
            }
        }
        require(file, hash);
        var body = Reply.object().put("oid", file.sha256());
        var parts = body.putArray("parts");
        journal.etags()
                .forEach((part, etag) ->
                        parts.addObject().put("partNumber", part).put("etag", etag));
        var wire = hub.wire();
        wire.send(wire.plain(wire.named(plan.href())).post(lfs(body)).build());
        verify(file, plan);
        journal.delete();
    }

    private Reply put(FileSlice slice, String href) {
        may.anything();
        var wire = hub.wire();
        return wire.send(wire.plain(wire.named(href)).put(slice).build());
    }

    private static void read(LocalFile file, FileSlice slice) {
        try {
            slice.read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + Printable.quoted(file.path()) + ": " + e.getMessage(), e);
        }
    }

    private static void require(LocalFile file, @Nullable HashAsSent hash) {
        if (hash != null) {
            hash.require(file);
        }
    }

    private static String etag(Reply reply) {
        var etag = reply.header("ETag");
        if (etag == null || etag.isEmpty() || etag.length() > 256) {
            throw new HubException.Transient("storage took a part and gave no ETag; run again");
        }
        return etag;
    }

    private void verify(LocalFile file, UploadPlan plan) {
        if (plan.verify().isEmpty()) {
            return;
        }
        var wire = hub.wire();
        HttpUrl url = wire.named(plan.verify().get());
        var request = wire.isOurs(url) ? wire.authorized(url) : wire.plain(url);
        var body = Reply.object().put("oid", file.sha256()).put("size", file.size());
        wire.send(request.post(lfs(body)).build());
    }

    private Optional<UploadPlan> planOf(LocalFile file) {
        var plan = ask(List.of(file)).get(file.sha256());
        return plan == null ? Optional.empty() : plan;
    }

    /** By SHA-256: how each goes to storage; empty for what is there already. */
    private Map<String, Optional<UploadPlan>> ask(List<LocalFile> files) {
        var body = Reply.object().put("operation", "upload").put("hash_algo", "sha256");
        body.putArray("transfers").add("basic").add("multipart");
        body.putObject("ref").put("name", branch);
        var objects = body.putArray("objects");
        files.forEach(file -> objects.addObject().put("oid", file.sha256()).put("size", file.size()));
        var wire = hub.wire();
        var url = wire.url(repo.git() + "/info/lfs/objects/batch").build();
        var reply = wire.send(wire.authorized(url)
                .header("Accept", "application/vnd.git-lfs+json")
                .post(lfs(body))
                .build());
        var answers = new HashMap<String, JsonNode>();
        reply.json().path("objects").forEach(one -> answers.put(one.path("oid").asText(), one));
        var plans = new HashMap<String, Optional<UploadPlan>>();
        for (var file : files) {
            var answer = answers.get(file.sha256());
            if (answer == null || answer.has("error")) {
                var why = answer == null
                        ? "it says nothing of it"
                        : answer.at("/error/message").asText("");
                throw new HubException.Refused("the Hub does not take " + Printable.quoted(file.path()) + ": "
                        + Printable.plain(why) + "; mend what it says, then run again");
            }
            boolean isThere = !answer.at("/actions/upload").isObject();
            plans.put(
                    file.sha256(),
                    isThere ? Optional.empty() : Optional.of(UploadPlan.of(file, answer.path("actions"))));
        }
        return plans;
    }

    private static RequestBody lfs(Object body) {
        return RequestBody.create(body.toString(), MediaType.get("application/vnd.git-lfs+json"));
    }
}
