/**
 * Types of this service in the district's graph: one of its own, and the key of another's type to which it
 * adds fields.
 */
import { Directive, Field, ID, ObjectType } from "./decorators.js";

/**
 * Owned by the hub's directory: only its key stands here, without a description, and `resolvers.ts` adds the
 * field.
 */
@ObjectType()
@Directive('@key(fields: "code")')
export class Area {
  @Field(() => String) readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

/** Fields with a resolver (`area`, `remark`) stand in `resolvers.ts`. */
@ObjectType({ description: "服务网点 / A service point" })
@Directive('@key(fields: "id")')
export class SampleNamePoint {
  @Field(() => ID, { description: "编号 / Identifier" }) readonly id: string;
  @Field(() => String, { description: "名称 / Name" }) readonly name: string;
  @Field(() => String, { description: "地址 / Address" }) readonly address: string;
  readonly areaCode: string;
  readonly remark: string;

  constructor({ id, name, address, areaCode, remark }: SampleNamePoint) {
    [this.id, this.name, this.address, this.areaCode, this.remark] = [id, name, address, areaCode, remark];
  }
}
