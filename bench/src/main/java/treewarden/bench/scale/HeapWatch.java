package treewarden.bench.scale;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How much of the heap was in use at most, in bytes. */
public final class HeapWatch {
    private final List<MemoryPoolMXBean> pools;
    private final Set<String> names;
    private final AtomicLong before = new AtomicLong();
    private final AtomicLong after = new AtomicLong();

    private HeapWatch(List<MemoryPoolMXBean> pools) {
        this.pools = pools;
        this.names = pools.stream().map(MemoryPoolMXBean::getName).collect(Collectors.toCollection(HashSet::new));
    }

    public static HeapWatch start() {
        var watch = new HeapWatch(ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList());
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(watch::heard, null, null);
        }
        return watch;
    }

    /** Forgets what was, after a collection of what nobody needs any more. */
    void reset() {
        System.gc();
        before.set(
                used(pools.stream().collect(Collectors.toMap(MemoryPoolMXBean::getName, MemoryPoolMXBean::getUsage))));
        after.set(0);
    }

    /** The most that was in use when a collection began or right now, garbage included. */
    public long peak() {
        var now = pools.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        return Math.max(before.get(), now);
    }

    /** The most that was left by a collection: about what is needed. 0 where there was none. */
    public long peakAfterCollection() {
        return after.get();
    }

    private void heard(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            var collected = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            before.accumulateAndGet(used(collected.getMemoryUsageBeforeGc()), Math::max);
            after.accumulateAndGet(used(collected.getMemoryUsageAfterGc()), Math::max);
        }
    }

    private long used(Map<String, MemoryUsage> byPool) {
        return byPool.entrySet().stream()
                .filter(pool -> names.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }
}
