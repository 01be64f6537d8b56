// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.mllp;

import dev.stemgate.route.config.Network;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ipfilter.AbstractRemoteAddressFilter;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetSocketAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections from addresses that the source does not name, before a byte of them is read. Thread-safe.
 */
@Sharable
final class AllowedSenders extends AbstractRemoteAddressFilter<InetSocketAddress> {

    private static final Logger LOG = LoggerFactory.getLogger(AllowedSenders.class);

    private final String source;
    private final List<IpSubnetFilterRule> allowed;

    /** @param networks none allows every address */
    AllowedSenders(String source, List<Network> networks) {
        this.source = source;
        this.allowed = networks.stream().map(AllowedSenders::rule).toList();
    }

    static IpSubnetFilterRule rule(Network network) {
        return new IpSubnetFilterRule(network.address(), network.bits(), IpFilterRuleType.ACCEPT);
    }

    @Override
    protected boolean accept(ChannelHandlerContext context, InetSocketAddress remote) {
        boolean accepted = allowed.isEmpty() || allowed.stream().anyMatch(rule -> rule.matches(remote));
        if (!accepted) {
            LOG.warn("{}: a connection from an address that is not among its senders was closed", source);
        }
        return accepted;
    }
}
