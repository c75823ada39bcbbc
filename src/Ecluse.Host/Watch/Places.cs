using System.Security.Cryptography;
using System.Text;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;

namespace Ecluse.Host.Watch;

/// <summary>
/// Networks and typed names as the watch knows them: the same one is the same value for as long as the master key stands, and whoever has the state
/// alone cannot turn it back.
/// </summary>
/// <param name="master">Where the key comes from.</param>
internal sealed class Places(MasterKey master)
{
    private const int Digits = 16;

    private byte[]? key;

    /// <summary>The network of an address: <c>place:</c> and 16 hex digits.</summary>
    public string Of(string address) => "place:" + Mac(Networks.Of(address));

    /// <summary>A name that was typed and is nobody's: <c>tried:</c> and 16 hex digits.</summary>
    public string Tried(string name) => "tried:" + Mac("name:" + name);

    private string Mac(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key ??= master.Derive("ecluse watch places"), Encoding.UTF8.GetBytes(text)))[..Digits];
}
