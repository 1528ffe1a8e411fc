# SPDX-License-Identifier: Apache-2.0
"""AWS Signature Version 4 for S3, for tests: written apart from the library, so
that one checks the other."""
import hashlib
import hmac
import time
import urllib.parse


def encode(text, safe=''):
    return urllib.parse.quote(text, safe=safe + '-._~')


def query_of(pairs):
    return '&'.join(sorted(f'{encode(name)}={encode(value)}'
                           for name, value in pairs.items()))


def stamp(seconds):
    return time.strftime('%Y%m%dT%H%M%SZ', time.gmtime(seconds))


def signature(method, path, query, headers, payload, secret, region, when):
    names = sorted(headers)
    canonical = '\n'.join([
        method, encode(path, '/'), query,
        *[f'{name}:{headers[name].strip()}' for name in names], '',
        ';'.join(names), payload])
    day = when[:8]
    text = '\n'.join(['AWS4-HMAC-SHA256', when,
                      f'{day}/{region}/s3/aws4_request',
                      hashlib.sha256(canonical.encode()).hexdigest()])
    key = ('AWS4' + secret).encode()
    for part in (day, region, 's3', 'aws4_request', text):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key.hex()


def sign(method, host, path, query, body, headers, key, region, seconds):
    """The URL (without host) and the headers of a request; path is plain."""
    access, secret = key
    when = stamp(seconds)
    payload = hashlib.sha256(body).hexdigest()
    headers = {**headers, 'host': host, 'x-amz-date': when,
               'x-amz-content-sha256': payload}
    found = signature(method, path, query_of(query), headers, payload, secret,
                      region, when)
    headers['authorization'] = (
        f'AWS4-HMAC-SHA256 Credential={access}/{when[:8]}/{region}/s3/'
        f'aws4_request,SignedHeaders={";".join(sorted(headers))},'
        f'Signature={found}')
    url = encode(path, '/')
    return url + ('?' + query_of(query) if query else ''), headers
